/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.OffsetRange;
import io.directstream.consumer.Checks;
import io.directstream.strategy.LocationStrategy;
import io.directstream.strategy.LocationStrategy.PreferBrokers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A read of given ranges that was not begun yet; immutable. Every method that reads first compares all given ranges with each
 * other and with what the logs hold, and throws {@link RangesRefusedException} with everything that is wrong, or
 * {@link RangeReadException} if that cannot be found out. Every range given is read, unless the read is shared.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class RangeRead<K, V> {

    private static final Logger LOG = LoggerFactory.getLogger(RangeRead.class);

    /** More than most records take, so that the first fetch suffices mostly. */
    private static final int BYTES_OF_FEW = 16 << 10;

    private static final long CLOSING_SECONDS = 10;

    private final RangeReads<K, V> reads;

    private final List<OffsetRange> ranges;

    private final Settings settings;

    RangeRead(RangeReads<K, V> reads, List<OffsetRange> ranges, Settings settings) {
        this.reads = reads;
        this.ranges = ranges;
        this.settings = settings;
    }

    /**
     * By which strategy a shared read is divided; PreferConsistent unless it is set.
     *
     * @throws IllegalArgumentException for PreferBrokers
     */
    public RangeRead<K, V> location(LocationStrategy strategy) {
        if (strategy instanceof PreferBrokers) {
            throw new IllegalArgumentException(
                    "location is PreferBrokers, but without a stream there is no member of a group that looks up the leaders of partitions; use PreferFixed with a look-up of your own");
        }
        return divided(strategy, settings.share());
    }

    /**
     * Reads only the part of one of several instances, of which nobody knows where they run: the ranges go to them in turn.
     *
     * @param index this instance, from 0
     * @param total how many instances there are
     * @throws IllegalArgumentException if there is no such instance
     */
    public RangeRead<K, V> share(int index, int total) {
        return divided(settings.location(), new Share.Part(index, total, List.of()));
    }

    /**
     * Reads only the part of one of several instances. With PreferFixed a range goes to an instance on the host that is named
     * for its partition, to several there in turn; all other ranges go to all instances in turn. Each range belongs to exactly
     * one instance, if all of them are given the same ranges and hosts.
     *
     * @param index this instance, from 0
     * @param hosts where each instance runs, by index
     * @throws IllegalArgumentException if there is no such instance
     */
    public RangeRead<K, V> share(int index, List<String> hosts) {
        return divided(settings.location(), new Share.Part(index, hosts.size(), hosts));
    }

    /** Ends the read with an error if it takes longer, the checks included. */
    public RangeRead<K, V> deadline(Duration deadline) {
        Checks.atLeast("deadline", deadline, Checks.SHORTEST_DURATION);
        return with(new Settings(settings.location(), settings.share(), deadline, settings.concurrency()));
    }

    /** How many ranges are read at once. */
    public RangeRead<K, V> concurrency(int concurrency) {
        Checks.atLeast("concurrency", concurrency, 1);
        return with(new Settings(settings.location(), settings.share(), settings.deadline(), concurrency));
    }

    /** The ranges that are read here, in the given order. */
    public List<OffsetRange> ranges() {
        return settings.share().of(ranges, settings.location());
    }

    /**
     * Computes something of each range, several at a time, and returns the results in the order of {@link #ranges()}.
     *
     * @throws Exception what the first function to fail threw, or {@link RangeReadException}; the others are ended
     */
    public <R extends @Nullable Object> List<R> map(RangeFunction<K, V, R> function) throws Exception {
        return await(start(function));
    }

    /**
     * Does something with each range, several at a time.
     *
     * @throws Exception what the first consumer to fail threw, or {@link RangeReadException}; the others are ended
     */
    public void forEach(RangeConsumer<K, V> consumer) throws Exception {
        map(records -> {
            consumer.accept(records);
            return records.offsetRange();
        });
    }

    /** The number of records, which may be smaller than that of offsets; nothing is deserialized. */
    public long count() {
        return quietly(plan(), RangeWork.Counting::new).stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Whether there is no record at all; looks at one range after the other, up to the first record. */
    public boolean isEmpty() {
        return !quietly(plan().inTurn(BYTES_OF_FEW), RangeWork.Searching::new).contains(true);
    }

    /**
     * The first records, in the order of {@link #ranges()}; no range after the one that completes them is begun.
     *
     * @param n how many
     */
    public List<ConsumerRecord<K, V>> take(int n) {
        Checks.atLeast("n", n, 0);
        if (n == 0) {
            return List.of();
        }
        int bytes = (int) Math.min(Integer.MAX_VALUE, Math.max(BYTES_OF_FEW, 1024L * n));
        return quietly(plan().inTurn(bytes), () -> new RangeWork.Taking<>(n, reads.deserializers())).stream()
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .toList();
    }

    /** Begins what {@link #map} waits for; the checks are done when it returns. */
    public <R extends @Nullable Object> RangeReadJob<R> start(RangeFunction<K, V, R> function) {
        return reads.start(plan(), () -> new RangeWork.Applying<>(function, reads.deserializers()));
    }

    private ReadPlan plan() {
        return new ReadPlan(
                ranges, ranges(), reads.options().withConcurrency(settings.concurrency()), settings.deadline());
    }

    private RangeRead<K, V> divided(LocationStrategy location, Share share) {
        String problem = share.problem(location);
        if (problem != null) {
            LOG.warn("{}", problem);
        }
        return with(new Settings(location, share, settings.deadline(), settings.concurrency()));
    }

    private RangeRead<K, V> with(Settings other) {
        return new RangeRead<>(reads, ranges, other);
    }

    private <R> List<R> quietly(ReadPlan plan, Supplier<RangeWork<R>> works) {
        try {
            return await(reads.start(plan, works));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw RangeReadException.of(
                    RangeReadException.Reason.CANCELLED,
                    "the thread that waits for the read was interrupted",
                    interrupted);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static <R extends @Nullable Object> List<R> await(RangeReadJob<R> job) throws Exception {
        try {
            return job.result().get();
        } catch (ExecutionException failed) {
            throw unwrapped(failed);
        } catch (InterruptedException interrupted) {
            job.cancel();
            awaitEnd(job);
            throw interrupted;
        }
    }

    /** The functions' own exceptions, as they were thrown. */
    private static Exception unwrapped(ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof Exception exception ? exception : failed;
    }

    private static void awaitEnd(RangeReadJob<?> job) throws InterruptedException {
        try {
            job.result().get(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException ended) {
            // It was to end, with this or another reason.
            return;
        }
    }

    /**
     * How the ranges are read.
     *
     * @param location by which strategy they are divided
     * @param share which part is read here
     * @param deadline how long it may take; null if that does not matter
     * @param concurrency how many are read at once
     */
    record Settings(
            LocationStrategy location,
            Share share,
            @Nullable Duration deadline,
            int concurrency) {}
}
