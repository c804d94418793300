/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.child.ParentWatch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Runs one contender once and says what was measured. */
public final class ContenderMain {

    private static final String READY = "@ready";

    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private ContenderMain() {}

    /** Runs the contender that the arguments name, see {@link #arguments}. */
    public static void main(String[] arguments) throws Exception {
        ParentWatch.endWithParent();
        Job job = Job.valueOf(arguments[0]);
        Contender contender = Contenders.named(arguments[1]);
        Target target = new Target(arguments[2], arguments[3], arguments[4]);
        int records = Integer.parseInt(arguments[5]);
        Figures figures = switch (job) {
            case DRAIN -> drain(contender, target, records);
            case LATENCY -> latency(contender, target, records);
        };
        System.out.println(figures.toLine());
        // Clients may leave threads behind.
        System.exit(0);
    }

    /**
     * The arguments of a run.
     *
     * @param job what is measured
     * @param contender its name
     * @param bootstrapServers the broker
     * @param topic what it consumes
     * @param group its consumer group
     * @param records how many records count; a topic to drain holds as many more to warm up with
     */
    public static List<String> arguments(
            Job job, String contender, String bootstrapServers, String topic, String group, int records) {
        return List.of(job.name(), contender, bootstrapServers, topic, group, Integer.toString(records));
    }

    /** Whether a line of output says that the contender consumes. */
    public static Optional<String> ready(String line) {
        return Optional.of(line).filter(READY::equals);
    }

    private static Figures drain(Contender contender, Target target, int records)
            throws InterruptedException, IOException {
        DrainSink sink = new DrainSink(records, 2L * records);
        Contender.Running running = contender.start(target, sink);
        try {
            sink.await(TIMEOUT);
        } finally {
            running.close();
        }
        return sink.figures();
    }

    private static Figures latency(Contender contender, Target target, int records) throws InterruptedException {
        LatencySink sink = new LatencySink(records);
        Contender.Running running = contender.start(target, sink);
        try {
            sink.awaitFirst(TIMEOUT);
            System.out.println(READY);
            sink.await(TIMEOUT);
        } finally {
            running.close();
        }
        return sink.figures();
    }

    /** What is measured. */
    public enum Job {
        /** How fast a full topic is consumed. */
        DRAIN,
        /** How long a record takes from being due to its listener. */
        LATENCY
    }
}
