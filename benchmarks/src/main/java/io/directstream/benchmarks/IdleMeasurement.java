/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.child.ChildJvm;
import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.client.Amount;
import io.directstream.benchmarks.client.Contenders;
import io.directstream.benchmarks.client.Job;
import io.directstream.benchmarks.client.Run;
import java.time.Duration;
import java.util.List;

/** What it costs to wait: partitions are assigned, each had one record, and nothing more comes. */
final class IdleMeasurement {

    private static final List<Integer> PARTITIONS = List.of(12, 2_000);

    /** As a service has worked before it waits: a JVM that only ever waited still compiles after minutes. */
    private static final int RECORDS = 2_000_000;

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final String topic;

    private final int seconds;

    private final Bench bench;

    private IdleMeasurement(String topic, int seconds, Bench bench) {
        this.topic = topic;
        this.seconds = seconds;
        this.bench = bench;
    }

    /** All numbers of partitions, one after the other. */
    static void run(Bench bench) throws Exception {
        Settings settings = bench.settings();
        int seconds = settings.secondsOr(10, 20);
        for (int partitions : PARTITIONS) {
            String topic = Measures.IDLE + "-" + partitions;
            bench.topics().create(topic, partitions);
            try {
                bench.topics().fill(topic, new Workload(partitions, RECORDS, 100));
                Rounds rounds =
                        new Rounds(topic, Contenders.at(Job.IDLE, settings.contenders()), settings.roundsOr(1, 3));
                IdleMeasurement idle = new IdleMeasurement(topic, seconds, bench);
                bench.publish(new Section(topic, IdleReport.text(partitions, seconds, rounds.run(idle::measure))));
            } finally {
                bench.topics().delete(topic);
            }
        }
    }

    private Figures measure(String contender, int round) throws InterruptedException {
        String group = "%s-%s-%d".formatted(topic, contender, round);
        ChildJvm jvm = bench.jvms()
                .start(new Run(Job.IDLE, contender, bench.topics().target(topic, group), Amount.ofSeconds(seconds)));
        try {
            return jvm.await(Figures::parse, TIMEOUT);
        } finally {
            bench.jvms().end(jvm);
        }
    }
}
