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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** The few fetchers of one stream, which all its readers share. Safe for use by several threads. */
public class FetcherPool implements AutoCloseable {

    /** So that a fetch never brings more than a part of the budget at once, nor more than brokers like to send. */
    private static final int LARGEST_FETCH = 32 << 20;

    private static final int SMALLEST_FETCH = 64 << 10;

    private static final int LARGEST_PARTITION_FETCH = 1 << 20;

    private final List<Fetcher> fetchers = new CopyOnWriteArrayList<>();

    private final Source source;

    private final ByteBudget budget;

    private final ReadListener listener;

    private final FetchLimits limits;

    /**
     * Makes the fetchers; their Kafka consumers are made by their first polls.
     *
     * @param size how many
     * @param source what they read with
     * @param budget the memory they share
     * @param listener told what came of their polls
     */
    public FetcherPool(int size, Source source, ByteBudget budget, ReadListener listener) {
        this.limits = limits(budget.maxBytes(), size);
        this.source = source;
        this.budget = budget;
        this.listener = listener;
        IntStream.range(0, size).mapToObj(this::make).forEach(fetchers::add);
    }

    /** All fetchers, those made first first. */
    public final List<Fetcher> all() {
        return fetchers;
    }

    /** Has every thread that polls, or polls next, return at once. */
    public final void wakeup() {
        fetchers.forEach(Fetcher::wakeup);
    }

    /** Closes the Kafka consumers; polls under way are asked to return first. */
    @Override
    public void close() {
        fetchers.parallelStream().forEach(Fetcher::close);
    }

    /** The fetcher of a new reader: the one with the fewest. */
    Fetcher forReader() {
        return fetchers.stream()
                .min(Comparator.comparingInt(Fetcher::partitionCount))
                .orElseThrow();
    }

    /** The reader that the fetcher was asked for is closed. */
    void readerClosed(Fetcher fetcher) {}

    /** Closes what was left by closed readers; to be called without a lock, because closing takes its time. */
    void closeUnused() {}

    final Fetcher make(int index) {
        return new Fetcher(
                source.clients().fetcherClientId(index),
                tally -> source.clients().fetcher(index, source.overrides(), limits, tally),
                budget,
                listener,
                source.clock());
    }

    final void add(Fetcher fetcher) {
        fetchers.add(fetcher);
    }

    final void remove(Fetcher fetcher) {
        fetchers.remove(fetcher);
    }

    private static FetchLimits limits(long budget, int fetchers) {
        long share = budget / (2L * Math.max(1, fetchers));
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
