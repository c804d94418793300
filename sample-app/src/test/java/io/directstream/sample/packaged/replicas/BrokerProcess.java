/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import io.directstream.sample.packaged.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.metadata.storage.Formatter;

/** One Kafka broker in a JVM of its own; it is a controller too, as all of its cluster are. */
final class BrokerProcess implements AutoCloseable {
    private static final String CONTROLLER = "CONTROLLER";

    private final Path directory;
    private JavaProcess process;

    BrokerProcess(Path directory, String clusterId, Properties properties) {
        this.directory = directory;
        Path data = directory.resolve("data");
        properties.put("log.dirs", data.toString());
        try (Writer out = Files.newBufferedWriter(directory.resolve("server.properties"))) {
            properties.store(out, null);
            new Formatter()
                    .setClusterId(clusterId)
                    .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
                    .setControllerListenerName(CONTROLLER)
                    .setMetadataLogDirectory(data.toString())
                    .addDirectory(data.toString())
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("the broker's directory cannot be formatted", e);
        }
        process = start();
    }

    void kill() {
        process.kill();
    }

    void restart() {
        process = start();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.close();
    }

    private JavaProcess start() {
        return JavaProcess.start(
                directory,
                List.of(
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=io/directstream/sample/packaged/replicas/broker-logback.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "kafka.Kafka",
                        directory.resolve("server.properties").toString()));
    }
}
