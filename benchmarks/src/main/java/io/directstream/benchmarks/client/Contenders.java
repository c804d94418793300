/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The contenders, in the order of the report. To add one, add its row. */
public final class Contenders {

    /** The contender that the others are compared with. */
    public static final String BASELINE = "loop";

    /** The same where given ranges are read. */
    public static final String READ_BASELINE = "loop-read";

    private static final int LARGE_POLL = 5_000;

    private static final List<ContenderRow> ROWS = List.of(
            ContenderRow.own(BASELINE, () -> loop(Target.THREADS)),
            ContenderRow.own("loop-1", () -> loop(1)),
            ContenderRow.own("loop-sync", () -> new KafkaLoop(Target.THREADS, LARGE_POLL, Committing.Sync::new))
                    .onlyFor(Job.DRAIN, Job.LATENCY),
            ContenderRow.own("spring-kafka", () -> SpringKafka.defaults()),
            ContenderRow.own("spring-kafka-5000", () -> SpringKafka.tuned()),
            ContenderRow.spark("spark-stream", "io.directstream.benchmarks.spark.SparkStream")
                    .onlyFor(Job.DRAIN),
            ContenderRow.spark("spark-rdd", "io.directstream.benchmarks.spark.SparkBatch")
                    .onlyFor(Job.DRAIN),
            ContenderRow.own("direct-stream", () -> DirectStreams.continuous()),
            ContenderRow.own("direct-stream-batch", () -> DirectStreams.batch()),
            ContenderRow.own("direct-stream-map", () -> DirectStreams.parallelBatch())
                    .onlyFor(Job.DRAIN),
            ContenderRow.own("direct-stream-1s", () -> DirectStreams.perSecond())
                    .onlyFor(Job.DRAIN, Job.LIVE, Job.IDLE),
            ContenderRow.own("direct-stream-batch-1s", () -> DirectStreams.batchPerSecond())
                    .onlyFor(Job.DRAIN, Job.LIVE, Job.IDLE),
            read(READ_BASELINE, target -> new ReadLoop(target, LARGE_POLL)),
            ContenderRow.spark("spark-rdd-read", "io.directstream.benchmarks.spark.SparkRead")
                    .onlyFor(Job.READ),
            read("direct-stream-read", target -> new DirectReads(target)));

    private Contenders() {}

    /** All contenders. */
    public static List<ContenderRow> rows() {
        return ROWS;
    }

    /** The names of all contenders. */
    public static List<String> names() {
        return ROWS.stream().map(ContenderRow::name).toList();
    }

    /** Those of the named contenders that can be measured at the job. */
    public static List<String> at(Job job, List<String> names) {
        return names.stream().filter(name -> row(name).jobs().contains(job)).toList();
    }

    /**
     * One of them.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static ContenderRow row(String name) {
        return ROWS.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no contender '%s'; take one of %s".formatted(name, names())));
    }

    private static ContenderRow read(String name, Function<Target, BoundedReader> maker) {
        return ContenderRow.own(name, () -> new BoundedRead(maker)).onlyFor(Job.READ);
    }

    private static Contender loop(int threads) {
        return new KafkaLoop(threads, LARGE_POLL, () -> new Committing.Async(Duration.ofMillis(50)));
    }
}
