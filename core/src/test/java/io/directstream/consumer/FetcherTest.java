/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import io.directstream.testing.FakeFetchConsumer;
import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.common.TopicPartition;

/** A test of a fetcher whose consumers the test makes. */
abstract class FetcherTest {

    static final TopicPartition P0 = new TopicPartition("orders", 0);

    static final TopicPartition P1 = new TopicPartition("orders", 1);

    static final TopicPartition OTHER = new TopicPartition("returns", 0);

    final ManualClock clock = new ManualClock();

    final ByteBudget budget = new ByteBudget(1_000, Integer.MAX_VALUE, () -> {});

    final RecordingReadListener told = new RecordingReadListener();

    /** All consumers that were made, the newest last. */
    final Deque<FakeFetchConsumer> made = new ArrayDeque<>();

    final Fetcher fetcher = new Fetcher("orders-fetcher-0", tally -> make(), budget, told, clock);

    FakeFetchConsumer make() {
        made.addLast(new FakeFetchConsumer());
        return consumer();
    }

    /** The newest one. */
    FakeFetchConsumer consumer() {
        return made.getLast();
    }

    PartitionReader add(TopicPartition partition, long from) {
        PartitionReader reader = new PartitionReader(partition, from, budget);
        fetcher.add(reader);
        return reader;
    }

    void poll() {
        fetcher.poll(Duration.ZERO);
    }
}
