/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.child.ChildJvm;
import io.directstream.benchmarks.child.ChildJvm.Program;
import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.jdbc.JdbcMain;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What it costs to store offsets in the transaction of the output, on PostgreSQL. */
final class JdbcMeasurement {

    private static final String TOPIC = Measures.JDBC;

    private static final int PARTITIONS = 4;

    private static final int VALUE_BYTES = 100;

    private static final List<Integer> BATCH_SIZES = List.of(500, 5_000);

    private static final Duration TIMEOUT = Duration.ofMinutes(20);

    private JdbcMeasurement() {}

    static void run(Bench bench) throws Exception {
        Settings settings = bench.settings();
        Topics topics = bench.topics();
        Workload workload = new Workload(PARTITIONS, settings.recordsOr(200_000, 1_200_000), VALUE_BYTES);
        int laps = settings.roundsOr(3, 15);
        topics.create(TOPIC, workload.partitions());
        topics.fill(TOPIC, workload);
        Map<Integer, Figures> results = new LinkedHashMap<>();
        try {
            for (int batchSize : BATCH_SIZES) {
                EmbeddedPostgres database = bench.cleanup().add(postgres());
                try {
                    results.put(batchSize, measure(bench, workload, database, batchSize, laps));
                } finally {
                    bench.cleanup().close(database);
                }
            }
        } finally {
            topics.delete(TOPIC);
        }
        bench.publish(JdbcReport.section(workload, laps, results));
    }

    private static Figures measure(Bench bench, Workload workload, EmbeddedPostgres database, int batchSize, int laps)
            throws InterruptedException {
        Program program = new Program(
                Measures.JDBC,
                bench.settings().jvm().shared(),
                JdbcMain.class,
                JdbcMain.arguments(
                        bench.topics().bootstrapServers(),
                        TOPIC,
                        workload.records(),
                        database.getJdbcUrl("postgres", "postgres"),
                        batchSize,
                        laps));
        Path log = bench.settings().output().resolve("logs").resolve("jdbc-" + batchSize + ".log");
        ChildJvm jvm = bench.cleanup().add(ChildJvm.start(program, log));
        try {
            return jvm.await(Figures::parse, TIMEOUT);
        } finally {
            bench.cleanup().close(jvm);
        }
    }

    /** With the durability that PostgreSQL has unless told otherwise; made for tests, the server would do without. */
    private static EmbeddedPostgres postgres() throws IOException {
        return EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_wal_size", "4GB")
                .start();
    }
}
