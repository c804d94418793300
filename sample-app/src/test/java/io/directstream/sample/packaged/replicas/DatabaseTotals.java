/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What replicas have written to the database: totals, and beside them the offsets. */
final class DatabaseTotals {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final JdbcClient jdbc;
    private final String topic;

    DatabaseTotals(DatabaseProcess database, String topic) {
        this.jdbc = database.client();
        this.topic = topic;
    }

    List<PartitionTotal> all() {
        return jdbc
                .sql("select kafka_partition as partition, product, orders, amount from order_total")
                .query(PartitionTotal.class)
                .stream()
                .sorted(Recount.ORDER)
                .toList();
    }

    /** Where each partition is stored to. */
    Map<Integer, Long> offsets() {
        Map<Integer, Long> offsets = new HashMap<>();
        jdbc.sql("select partition_number, until_offset from direct_stream_offset where topic = ?")
                .param(topic)
                .query(row -> {
                    offsets.put(row.getInt(1), row.getLong(2));
                });
        return offsets;
    }

    long offset(int partition) {
        return offsets().get(partition);
    }

    /** Waits until every partition has gone on from where it is now. */
    void awaitProgress() {
        Map<Integer, Long> before = offsets();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            Map<Integer, Long> now = offsets();
            return before.entrySet().stream().allMatch(entry -> now.get(entry.getKey()) > entry.getValue());
        });
    }

    /** Waits until every partition is stored to its end. */
    void awaitOffsets(Map<Integer, Long> ends) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> offsets().equals(ends));
    }

    /**
     * Every offset of the topic is a record, so at any moment as many orders are counted as the offset says. A range that was
     * counted twice or not at all would show.
     */
    void assertAsManyOrdersAsOffsets() {
        assertThat(jdbc.sql("""
                        select partition_number, until_offset, coalesce(sum(orders), 0) as orders
                        from direct_stream_offset left join order_total on kafka_partition = partition_number
                        where topic = ? group by partition_number, until_offset
                        having until_offset <> coalesce(sum(orders), 0)""").param(topic).query().listOfRows())
                .as("partitions with more or fewer orders than their offset says")
                .isEmpty();
    }

    /** One range began where the one before ended, in all partitions: by the query that comes with the ledger. */
    void assertLedgerWithoutFindings() {
        String proof;
        try {
            proof = new ClassPathResource("io/directstream/jdbc/ledger-proof.sql")
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(jdbc.sql("select count(*) from direct_stream_range")
                        .query(Long.class)
                        .single())
                .as("ranges in the ledger")
                .isPositive();
        assertThat(jdbc.sql(proof).query().listOfRows())
                .as("findings in the ledger")
                .isEmpty();
    }
}
