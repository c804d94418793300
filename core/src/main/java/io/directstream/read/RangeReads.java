/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.OffsetRange;
import io.directstream.StreamClock;
import io.directstream.consumer.ClientFactory;
import io.directstream.consumer.Deserializers;
import io.directstream.consumer.Failures;
import io.directstream.read.RangeReadException.Reason;
import io.directstream.strategy.LocationStrategies;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads given ranges of offsets, in parallel and without a group: nothing is joined, stored or committed. What
 * {@code KafkaUtils.createRDD} is in Spark, except that ranges are compared with what the logs hold before anything is read,
 * that counts are counts of records, and that compaction and transactions need no setting.
 *
 * <p>Thread-safe. Kafka consumers and threads are made for each read and are gone when it is over.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class RangeReads<K, V> {

    private final RangeFetchers fetchers;

    private final Deserializers<K, V> deserializers;

    private final RangeReadOptions options;

    private final RangeReadObserver observer;

    private final StreamClock clock;

    /** Reads with the default settings. */
    public RangeReads(ClientFactory clients, Deserializers<K, V> deserializers) {
        this(clients, deserializers, RangeReadOptions.DEFAULT, RangeReadObserver.NONE, StreamClock.SYSTEM);
    }

    /**
     * Reads as the options say.
     *
     * @param clients makes the consumers; no other user of it should make fetchers at the same time, whose client ids would be
     *     the same
     * @param deserializers make a pair of deserializers for each thread
     * @param options how to read
     * @param observer told what reads do
     * @param clock the source of time
     */
    public RangeReads(
            ClientFactory clients,
            Deserializers<K, V> deserializers,
            RangeReadOptions options,
            RangeReadObserver observer,
            StreamClock clock) {
        this.fetchers = new RangeFetchers(clients);
        this.deserializers = deserializers;
        this.options = options;
        this.observer = observer;
        this.clock = clock;
    }

    /** Prepares a read of these ranges; nothing is asked or read yet. */
    public RangeRead<K, V> read(OffsetRange... ranges) {
        return read(Arrays.asList(ranges));
    }

    /** Prepares a read of these ranges; nothing is asked or read yet. */
    public RangeRead<K, V> read(List<OffsetRange> ranges) {
        return new RangeRead<>(
                this,
                List.copyOf(ranges),
                new RangeRead.Settings(
                        LocationStrategies.preferConsistent(), new Share.Whole(), null, options.concurrency()));
    }

    /**
     * The ranges of the records with a timestamp from the given one on and before the other, one for each partition of the
     * topics, sorted. Where no record is that late the log's end is taken. They are logged.
     *
     * @param from null for the beginning of the logs
     * @param until null for their ends
     * @throws RangesRefusedException if a topic does not exist
     * @throws RangeReadException if not all brokers answer in time
     * @throws IllegalArgumentException if the times are reversed
     */
    public List<OffsetRange> between(Collection<String> topics, @Nullable Instant from, @Nullable Instant until) {
        if (from != null && until != null && until.isBefore(from)) {
            throw new IllegalArgumentException("until is %s, which is before from, %s".formatted(until, from));
        }
        return ask(options.checkTimeout(), questions -> TimedRanges.find(questions, Set.copyOf(topics), from, until));
    }

    /**
     * What the logs of the partitions hold now, as the isolation level sees it.
     *
     * @throws RangesRefusedException if one of them does not exist
     * @throws RangeReadException if not all brokers answer in time
     */
    public Map<TopicPartition, PartitionBounds> bounds(Set<TopicPartition> partitions) {
        return ask(options.checkTimeout(), questions -> RangeChecks.bounds(questions.look(partitions)));
    }

    /**
     * Checks ranges without reading them, for whoever does that in another way.
     *
     * @throws RangesRefusedException if one of them cannot be read as it is
     * @throws RangeReadException if not all brokers answer in time
     */
    public void check(List<OffsetRange> ranges) {
        ask(options.checkTimeout(), questions -> {
            RangeChecks.check(ranges, questions);
            return ranges;
        });
    }

    Deserializers<K, V> deserializers() {
        return deserializers;
    }

    RangeReadOptions options() {
        return options;
    }

    /** Checks the given ranges, and begins to read. */
    <R extends @Nullable Object> ReadJob<R> start(ReadPlan plan, Supplier<RangeWork<R>> works) {
        long began = clock.nanoTime();
        if (plan.given().isEmpty()) {
            return over(new ReadJob<>(List.of(), observer, clock));
        }
        RangeFetcher first = make(plan.options().maxFetchBytes());
        try {
            ask(first, timeout(plan), questions -> {
                RangeChecks.check(plan.given(), questions);
                return plan;
            });
            ReadJob<R> job = new ReadJob<>(plan.mine(), observer, clock);
            if (plan.mine().isEmpty()) {
                first.close();
                return over(job);
            }
            new ReadRun<>(job, fetchers, works, plan, clock).start(first, began);
            return job;
        } catch (Throwable failure) {
            first.close();
            throw failure;
        }
    }

    private static <R extends @Nullable Object> ReadJob<R> over(ReadJob<R> job) {
        job.begin(0);
        job.complete();
        return job;
    }

    private static Duration timeout(ReadPlan plan) {
        Duration usual = plan.options().checkTimeout();
        Duration deadline = plan.deadline();
        return deadline != null && deadline.compareTo(usual) < 0 ? deadline : usual;
    }

    private <T> T ask(Duration timeout, Function<LogQuestions, T> question) {
        try (RangeFetcher fetcher = make(1)) {
            return ask(fetcher, timeout, question);
        }
    }

    private <T> T ask(RangeFetcher fetcher, Duration timeout, Function<LogQuestions, T> question) {
        try {
            return question.apply(new LogQuestions(fetcher.consumer(), clock, timeout));
        } catch (TimeoutException silence) {
            throw unchecked("not all brokers answered within %d ms".formatted(timeout.toMillis()), silence);
        } catch (KafkaException failure) {
            throw unchecked(Failures.describe(failure), failure);
        }
    }

    private RangeFetcher make(int maxFetchBytes) {
        try {
            return fetchers.make(maxFetchBytes);
        } catch (KafkaException failure) {
            throw unchecked("no Kafka consumer could be made: " + Failures.describe(failure), failure);
        }
    }

    private RangeReadException unchecked(String reason, KafkaException cause) {
        return RangeReadException.of(
                Reason.UNCHECKED,
                "what the logs at %s hold could not be found out, nothing was read: %s"
                        .formatted(fetchers.bootstrapServers(), reason),
                cause);
    }
}
