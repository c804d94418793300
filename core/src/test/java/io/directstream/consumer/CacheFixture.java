/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import io.directstream.testing.FakeClients;
import io.directstream.testing.FakeFetchConsumer;
import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** A cache on two fetchers without a broker, with a clock that the test moves. */
final class CacheFixture implements AutoCloseable {

    static final TopicPartition A = new TopicPartition("orders", 0);

    static final TopicPartition B = new TopicPartition("orders", 1);

    static final TopicPartition C = new TopicPartition("orders", 2);

    static final TopicPartition D = new TopicPartition("orders", 3);

    final ManualClock clock = new ManualClock();

    final ByteBudget budget = new ByteBudget(1_000_000, Integer.MAX_VALUE, () -> {});

    final List<FakeFetchConsumer> consumers = List.of(new FakeFetchConsumer(), new FakeFetchConsumer());

    final FetcherPool fetchers = new FetcherPool(
            2,
            new FetcherPool.Source(new FakeClients(consumers::get), Map.of(), clock),
            budget,
            new RecordingReadListener());

    final ConsumerCache cache;

    CacheFixture(CacheOptions options) {
        cache = new ConsumerCache("billing", options, fetchers, budget, clock);
    }

    static CacheFixture withCapacity(int capacity) {
        return new CacheFixture(new CacheOptions(capacity, Duration.ofMinutes(5)));
    }

    ConsumerLease lease(TopicPartition partition) {
        return cache.lease(partition, 0).orElseThrow();
    }

    /** Leases the partition's reader and gives it back. */
    void use(TopicPartition... partitions) {
        for (TopicPartition partition : partitions) {
            lease(partition).close();
        }
    }

    /** Polls both fetchers. */
    void poll() {
        fetchers.all().forEach(fetcher -> fetcher.poll(Duration.ZERO));
    }

    /** The consumer that reads the partition, after a poll. */
    Optional<FakeFetchConsumer> reading(TopicPartition partition) {
        return consumers.stream()
                .filter(consumer -> consumer.assignment().contains(partition))
                .findFirst();
    }

    /** The cached partitions, the least recently used first. */
    List<TopicPartition> cached() {
        return cache.snapshot().entries().stream()
                .map(CacheSnapshot.Entry::partition)
                .toList();
    }

    /** How many partitions all fetchers have. */
    int fetched() {
        return cache.snapshot().fetchers().stream()
                .mapToInt(CacheSnapshot.FetcherEntry::partitions)
                .sum();
    }

    @Override
    public void close() {
        cache.close();
    }
}
