/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker (KRaft; the first of its cluster is the controller too) inside this JVM, on loopback and free ports, with its data in a
 * temporary folder. It can be stopped and started again with the same address and data.
 */
public final class KafkaBroker implements AutoCloseable {

    private final int node;

    private final String clusterId;

    private final Map<String, String> overrides;

    private final Path directory;

    private final int port = freePort();

    private final int tlsPort = freePort();

    private final int controllerPort;

    private KafkaRaftServer server;

    private boolean running;

    /** Starts a broker of its own for one test. */
    public static KafkaBroker start() {
        return start(Map.of());
    }

    /** Starts a broker of its own for one test, with settings that differ from those of the others. */
    public static KafkaBroker start(Map<String, String> overrides) {
        return new KafkaBroker(1, Uuid.randomUuid().toString(), freePort(), overrides);
    }

    /** Starts a broker that clients can reach by TLS too. */
    public static KafkaBroker start(TlsStores stores) {
        return start(stores.broker());
    }

    /** Starts a second broker of the same cluster, without a controller of its own. */
    KafkaBroker join(Map<String, String> others) {
        return new KafkaBroker(node + 1, clusterId, controllerPort, others);
    }

    /** The broker that all tests of this JVM share; it ends with the JVM. */
    public static KafkaBroker shared() {
        return Shared.BROKER;
    }

    private KafkaBroker(int node, String clusterId, int controllerPort, Map<String, String> overrides) {
        this.node = node;
        this.clusterId = clusterId;
        this.controllerPort = controllerPort;
        this.overrides = Map.copyOf(overrides);
        try {
            directory = Files.createTempDirectory("direct-stream-kafka");
            new Formatter()
                    .setClusterId(clusterId)
                    .setNodeId(node)
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (Exception failure) {
            throw new IllegalStateException("the broker's folder could not be formatted", failure);
        }
        server = newServer();
        restart();
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    /** Where clients connect that use TLS. */
    public String tlsServers() {
        return "localhost:" + tlsPort;
    }

    int port() {
        return port;
    }

    /** Stops the broker; its data stays. */
    public void stop() {
        if (running) {
            running = false;
            server.shutdown();
            server.awaitShutdown();
        }
    }

    /** Starts the broker again after {@link #stop()}. */
    public void restart() {
        if (!running) {
            server = newServer();
            server.startup();
            running = true;
        }
    }

    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(directory)) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private KafkaRaftServer newServer() {
        return new KafkaRaftServer(KafkaConfig.fromProps(properties()), Time.SYSTEM);
    }

    private Properties properties() {
        Properties properties = new Properties();
        boolean controller = node == 1;
        properties.put("process.roles", controller ? "broker,controller" : "broker");
        properties.put("node.id", Integer.toString(node));
        properties.put("controller.quorum.voters", "1@localhost:" + controllerPort);
        properties.put(
                "listeners",
                "PLAINTEXT://localhost:" + port
                        + (overrides.containsKey("ssl.keystore.location") ? ",SSL://localhost:" + tlsPort : "")
                        + (controller ? ",CONTROLLER://localhost:" + controllerPort : ""));
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SSL:SSL");
        properties.put("log.dirs", directory.toString());
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            properties.put(topic + ".replication.factor", "1");
            properties.put(topic + ".num.partitions", "2");
            properties.put(topic + ".min.isr", "1");
        }
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.min.session.timeout.ms", "1000");
        properties.put("auto.create.topics.enable", "false");
        properties.put("log.cleaner.backoff.ms", "100");
        properties.put("log.cleaner.dedupe.buffer.size", "2097152");
        properties.put("num.io.threads", "2");
        properties.put("num.network.threads", "2");
        properties.putAll(overrides);
        return properties;
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static final class Shared {

        private static final KafkaBroker BROKER = shared();

        private Shared() {}

        private static KafkaBroker shared() {
            KafkaBroker broker = KafkaBroker.start();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
            return broker;
        }
    }
}
