/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.broker.BrokerMain;
import io.directstream.benchmarks.child.ChildJvm;
import io.directstream.benchmarks.child.ChildJvm.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The broker, in a JVM of its own and with its data in memory where the operating system offers that. */
final class BenchmarkBroker {

    private static final Path MEMORY = Path.of("/dev/shm");

    private static final Duration START_TIMEOUT = Duration.ofSeconds(90);

    private static final List<String> JVM_OPTIONS = List.of("-Xms2g", "-Xmx2g", "-XX:+UseG1GC");

    private BenchmarkBroker() {}

    /**
     * Starts a broker; whatever goes wrong, the given cleanup ends it and deletes its data.
     *
     * @param joinTogether how long a new group waits for more members
     * @return where it listens
     */
    static String start(Path logs, Duration joinTogether, Cleanup cleanup) throws IOException, InterruptedException {
        Path parent = Files.isWritable(MEMORY) ? MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        Path data = Files.createTempDirectory(parent, "direct-stream-bench");
        cleanup.add(() -> delete(data));
        Program program = new Program(
                "broker",
                JVM_OPTIONS,
                BrokerMain.class,
                List.of(data.toString(), Long.toString(joinTogether.toMillis())));
        ChildJvm jvm = cleanup.add(ChildJvm.start(program, logs.resolve("broker.log")));
        return jvm.await(BrokerMain::address, START_TIMEOUT);
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(BenchmarkBroker::deleteOne);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
