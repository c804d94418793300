/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.BatchListener;
import io.directstream.PartitionBatch;
import io.directstream.StreamBatchListener;
import io.directstream.consumer.ByteBudget;
import io.directstream.consumer.RawRecords;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.testing.Deliveries;
import io.directstream.testing.StreamHarness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many partitions with a backlog of several times the memory the stream may use. */
class BudgetTests extends BrokerTest {

    private static final int PARTITIONS = 200;

    private static final int PER_PARTITION = 300;

    private static final long BUDGET = 16L << 20;

    private static final int FETCHERS = 2;

    private static final int RECORD_BYTES = 1_024;

    /** The bytes that one fetch may bring, as the fetchers' limits follow from the budget. */
    private static final long FETCH_BYTES = BUDGET / (2 * FETCHERS);

    /** The memory of that. */
    private static final long FETCH = RawRecords.memory((int) (FETCH_BYTES / RECORD_BYTES), FETCH_BYTES);

    /** Longer than the test: nothing that stands still is fetched anew behind its back. */
    private static final Timeouts PATIENT = new Timeouts(null, Duration.ofSeconds(25), Duration.ofMinutes(10));

    private final Deliveries deliveries = new Deliveries();

    private final AtomicLong peak = new AtomicLong();

    private volatile Runnable sample = () -> {};

    @Test
    @DisplayName("I7: 200 partitions with a backlog of 60 MB drain through 16 MB without a stall, and within them")
    void aBacklogDrainsThroughASmallBudget() {
        StreamAssembly<String, String> assembly = assemble(backlog(), batch -> {
            sample.run();
            deliveries.onBatch(batch);
        });
        ByteBudget budget = assembly.reading().budget();
        sample = () -> peak.accumulateAndGet(budget.used(), Math::max);
        try (DirectStream<String, String> stream = new DirectStream<>(assembly, assembly.member())) {
            stream.pause();
            stream.start();
            await().until(budget::isFull);
            sample.run();
            stream.resume();

            await().until(() -> deliveries.count() == (long) PARTITIONS * PER_PARTITION);
            await().until(() -> budget.used() == 0);
            assertThat(budget.isFull()).isFalse();
        }

        assertThat(deliveries.faults()).isEmpty();
        assertThat(peak.get()).isBetween(BUDGET, BUDGET + FETCHERS * FETCH);
    }

    @Test
    @DisplayName("I7: ranges that fail while the budget is used up are read again, and all memory comes back")
    void rangesThatFailWhileTheBudgetIsUsedUpAreReadAgain() {
        BatchListener<String, String> firstAttemptsFail = batch -> {
            if (isFirstOfEveryTenth(batch)) {
                throw new IllegalStateException("once");
            }
            deliveries.onBatch(batch);
        };
        StreamAssembly<String, String> assembly = assemble(backlog(), firstAttemptsFail);
        ByteBudget budget = assembly.reading().budget();
        try (DirectStream<String, String> stream = new DirectStream<>(assembly, assembly.member())) {
            stream.pause();
            stream.start();
            await().until(budget::isFull);
            stream.resume();

            await().until(() -> deliveries.count() == (long) PARTITIONS * PER_PARTITION);
            await().until(() -> budget.used() == 0);
            assertThat(stream.snapshot().totals().failed()).isEqualTo(PARTITIONS / 10);
        }

        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    @DisplayName("I7: while a batch of all partitions is with its listener, no more is read than memory allows")
    void partitionsOfABatchAreNotReadPastTheBudgetWhileTheyWaitForTheirTurn() {
        AtomicReference<ByteBudget> budget = new AtomicReference<>();
        AtomicBoolean first = new AtomicBoolean(true);
        StreamOptions options = options().withTrigger(new Trigger.Interval(Duration.ofMillis(100)));
        StreamBatchListener<String, String> listener = batch -> batch.forEachPartition(partition -> {
            if (first.getAndSet(false)) {
                await().during(Duration.ofSeconds(1)).until(() -> budget.get().used() <= BUDGET + FETCHERS * FETCH);
            }
            deliveries.onBatch(partition);
        });
        StreamAssembly<String, String> assembly = new StreamAssembly<>(
                options,
                StreamHarness.definition(ConsumerStrategies.subscribe(List.of(backlog())), listener),
                streams.services(options, Map.of()),
                Purpose.FOLLOW);
        budget.set(assembly.reading().budget());
        try (DirectStream<String, String> stream = new DirectStream<>(assembly, assembly.member())) {
            stream.start();

            await().until(() -> deliveries.count() == (long) PARTITIONS * PER_PARTITION);
            await().until(() -> budget.get().used() == 0);
            assertThat(stream.snapshot().totals().failed()).isZero();
        }

        assertThat(deliveries.faults()).isEmpty();
    }

    private static boolean isFirstOfEveryTenth(PartitionBatch<String, String> batch) {
        return batch.attempt() == 1
                && batch.offsetRange().fromOffset() == 0
                && batch.offsetRange().partition() % 10 == 0;
    }

    private StreamAssembly<String, String> assemble(String topic, BatchListener<String, String> listener) {
        StreamOptions options = options();
        return new StreamAssembly<>(
                options,
                StreamHarness.definition(ConsumerStrategies.subscribe(List.of(topic)), listener),
                streams.services(options, Map.of()),
                Purpose.FOLLOW);
    }

    private StreamOptions options() {
        return StreamHarness.options(group)
                .withPrefetch(new PrefetchOptions(BUDGET, FETCHERS))
                .withTimeouts(PATIENT);
    }

    private String backlog() {
        String topic = topics.create(PARTITIONS);
        String kilobyte = "x".repeat(RECORD_BYTES);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (int record = 0; record < PER_PARTITION; record++) {
                topics.send(topic, partition, kilobyte);
            }
        }
        topics.flush();
        return topic;
    }
}
