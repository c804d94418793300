/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import io.directstream.StreamClock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The few fetchers of one stream. */
public final class FetcherPool implements AutoCloseable {

    /** So that a fetch never brings more than a part of the budget at once, nor more than brokers like to send. */
    private static final int LARGEST_FETCH = 32 << 20;

    private static final int SMALLEST_FETCH = 64 << 10;

    private static final int LARGEST_PARTITION_FETCH = 1 << 20;

    private final List<Fetcher> fetchers;

    /**
     * Makes the fetchers; their Kafka consumers are made by their first polls.
     *
     * @param size how many
     * @param source what they read with
     * @param budget the memory they share
     * @param listener told what came of their polls
     */
    public FetcherPool(int size, Source source, ByteBudget budget, ReadListener listener) {
        FetchLimits limits = limits(budget.max(), size);
        this.fetchers = IntStream.range(0, size)
                .mapToObj(index -> new Fetcher(
                        source.clients().fetcherClientId(index),
                        () -> source.clients().fetcher(index, source.overrides(), limits),
                        budget,
                        listener,
                        source.clock()))
                .toList();
    }

    /** All fetchers, always in the same order. */
    public List<Fetcher> all() {
        return fetchers;
    }

    /** Has every thread that polls, or polls next, return at once. */
    public void wakeup() {
        fetchers.forEach(Fetcher::wakeup);
    }

    /** Closes the Kafka consumers; polls under way are asked to return first. */
    @Override
    public void close() {
        fetchers.parallelStream().forEach(Fetcher::close);
    }

    Fetcher leastLoaded() {
        return fetchers.stream()
                .min(Comparator.comparingInt(Fetcher::partitionCount))
                .orElseThrow();
    }

    private static FetchLimits limits(long budget, int fetchers) {
        long share = budget / (2L * fetchers);
        int perFetch = (int) Math.max(SMALLEST_FETCH, Math.min(LARGEST_FETCH, share));
        return new FetchLimits(perFetch, Math.min(LARGEST_PARTITION_FETCH, perFetch));
    }

    /**
     * What fetchers read with.
     *
     * @param clients makes the Kafka consumers
     * @param overrides Kafka properties of the stream's consumer strategy
     * @param clock the stream's clock
     */
    public record Source(ClientFactory clients, Map<String, Object> overrides, StreamClock clock) {}
}
