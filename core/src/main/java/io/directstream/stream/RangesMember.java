/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import io.directstream.consumer.ClientFactory;
import io.directstream.consumer.Failures;
import io.directstream.consumer.FetchLimits;
import io.directstream.consumer.FetchTally;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has given ranges read, without a group: of each partition one after the other, of all partitions side by side. Of a range
 * that cannot be read to its end the rest is given up, and the others go on.
 */
final class RangesMember implements Member {

    private static final Logger log = LoggerFactory.getLogger(RangesMember.class);

    private static final FetchLimits NOTHING = new FetchLimits(1, 1);

    private static final long TURN_MILLIS = 10;

    /** As often as streams with a group look at the ends of their logs. */
    private static final long LOOK_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long PAUSE_AFTER_FAILURE_MILLIS = 1_000;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** After so many times of reading anew without anything arriving. */
    private static final int MOST_STALLS = 2;

    private final StreamOptions options;

    private final ClientFactory clients;

    private final MemberParts parts;

    private final RangeSource source;

    private final GivenRanges given;

    private final String title;

    private final OutageLog outages;

    private final ListenerWatch listeners;

    private final CompletableFuture<@Nullable Void> started = new CompletableFuture<>();

    private final CompletableFuture<List<RangeOutcome>> result = new CompletableFuture<>();

    private final CountDownLatch stopRequested = new CountDownLatch(1);

    private final Map<TopicPartition, Stall> stalls = new HashMap<>();

    private long nextLook;

    private volatile boolean begun;

    /** Why nothing is read. */
    private volatile @Nullable String refused;

    RangesMember(
            StreamOptions options,
            ClientFactory clients,
            MemberParts parts,
            RangeSource source,
            GivenRanges given,
            Purpose purpose) {
        this.options = options;
        this.clients = clients;
        this.parts = parts;
        this.source = source;
        this.given = given;
        this.title = purpose.title(options.name());
        this.outages = new OutageLog(log, title + " is held up", parts.tasks().clock());
        this.listeners =
                new ListenerWatch(options, parts.reading(), parts.tasks().clock());
    }

    @Override
    public void stop() {
        stopRequested.countDown();
    }

    @Override
    public @Nullable String problem() {
        return refused == null ? outages.reason() : refused;
    }

    @Override
    public boolean hasBegun() {
        return begun;
    }

    /** Completes when it begins, on its own thread. */
    CompletableFuture<@Nullable Void> started() {
        return started;
    }

    /** What became of the ranges, once nothing more does; fails if they were refused, or if it was stopped before they were known. */
    CompletableFuture<List<RangeOutcome>> result() {
        return result;
    }

    @Override
    public void run() {
        RangesLog progress = new RangesLog(title, given, parts.tasks().clock(), line -> log.info("{}", line));
        started.complete(null);
        try {
            given.given(find());
            begun = true;
            readAll(progress);
            given.cancelled();
            result.complete(given.outcomes());
        } catch (RuntimeException failure) {
            // Whoever waits for the result tells it.
            refused = String.valueOf(failure.getMessage());
            result.completeExceptionally(failure);
        }
    }

    private List<OffsetRange> find() {
        while (!isStopRequested()) {
            try {
                List<OffsetRange> ranges = source.ranges();
                outages.recovered();
                log.info("{} reads {}", title, ranges);
                return ranges;
            } catch (IllegalArgumentException refused) {
                throw refused;
            } catch (RuntimeException outage) {
                if (isRefusal(outage)) {
                    throw new IllegalStateException(
                            "the brokers at %s refuse access, mend the credentials, certificates or permissions and start again: %s"
                                    .formatted(clients.bootstrapServers(), Failures.describe(outage)),
                            outage);
                }
                outages.failed("the brokers do not tell the bounds of its ranges", outage);
                pause(PAUSE_AFTER_FAILURE_MILLIS);
            }
        }
        throw new CancellationException("it was stopped before its ranges were known");
    }

    /** Waiting would not help, and a job that ends is seen. */
    private static boolean isRefusal(RuntimeException failure) {
        return Causes.of(failure)
                .anyMatch(cause -> cause instanceof AuthenticationException || cause instanceof AuthorizationException);
    }

    private void readAll(RangesLog progress) {
        Map<TopicPartition, Long> until = given.next();
        while (!until.isEmpty() && !isStopRequested()) {
            try (Answers answers = new Answers()) {
                while (!until.isEmpty() && !isStopRequested()) {
                    read(until, answers, progress);
                    until = given.next();
                }
            } catch (RuntimeException failure) {
                outages.failed("it goes on anew", failure);
                pause(PAUSE_AFTER_FAILURE_MILLIS);
            }
        }
    }

    /** One range of each of these partitions, up to the given offsets. */
    private void read(Map<TopicPartition, Long> until, Answers answers, RangesLog progress) {
        Set<TopicPartition> partitions = until.keySet();
        nextLook = parts.tasks().clock().nanoTime();
        parts.reading().table().assign(until);
        parts.events().assigned(partitions);
        parts.positions().load(partitions);
        try {
            while (!isStopRequested() && !given.open().isEmpty()) {
                turn(until, answers.consumer());
                progress.look();
                listeners.look();
                pause(TURN_MILLIS);
            }
            finish(answers.consumer());
        } finally {
            parts.reading().drop(partitions);
            parts.events().removed(partitions);
        }
    }

    private void turn(Map<TopicPartition, Long> until, Consumer<?, ?> consumer) {
        boolean changed = parts.tasks().run(consumer);
        PartitionTable table = parts.reading().table();
        table.held().endBackoffs().forEach(parts.reading()::goOn);
        parts.ticks().tickIfDue(consumer);
        if (parts.tasks().clock().nanoTime() - nextLook >= 0) {
            nextLook = parts.tasks().clock().nanoTime() + LOOK_INTERVAL_NANOS;
            table.updateEnds(until, Map.of());
            table.stalled(options.timeouts().read().toNanos()).forEach(this::stalled);
        }
        if (changed) {
            parts.reading().refresh();
        }
        for (PartitionSnapshot partition : table.view().snapshots()) {
            look(partition);
        }
        if (table.view().holdsUpBatches() && table.running().isEmpty()) {
            given.open().forEach(partition -> given.failed(partition, "another range of its batch failed"));
        }
    }

    private void look(PartitionSnapshot partition) {
        if (partition.state() == PartitionState.FAILED) {
            given.failed(partition.partition(), String.valueOf(partition.reason()));
        } else if (partition.lag() != null && partition.lag() == 0) {
            given.completed(partition.partition());
        }
    }

    private void stalled(TopicPartition partition) {
        long filledUntil = parts.reading().cache().filledUntil(partition).orElse(-1L);
        Stall before = stalls.get(partition);
        int times = before == null || before.filledUntil() != filledUntil ? 1 : before.times() + 1;
        stalls.put(partition, new Stall(filledUntil, times));
        String reason = "nothing of %s arrived for %d ms, though its log goes on"
                .formatted(partition, options.timeouts().read().toMillis());
        if (times > MOST_STALLS) {
            given.failed(partition, reason + ", " + times + " times in a row");
            parts.reading().drop(Set.of(partition));
        } else {
            log.warn("{}: {}; it is fetched anew", title, reason);
            parts.reading().replaceReaders(Set.of(partition));
        }
    }

    /** What is with the listener may end, for as long as the stream's shutdown allows. */
    private void finish(Consumer<?, ?> consumer) {
        PartitionTable table = parts.reading().table();
        long deadline =
                parts.tasks().clock().nanoTime() + options.timeouts().shutdown().toNanos();
        while (!table.running().isEmpty() && parts.tasks().clock().nanoTime() - deadline < 0) {
            parts.tasks().run(consumer);
            pause(TURN_MILLIS);
        }
        table.view().snapshots().forEach(this::look);
    }

    private boolean isStopRequested() {
        return stopRequested.getCount() == 0;
    }

    private void pause(long millis) {
        try {
            if (isStopRequested()) {
                TimeUnit.MILLISECONDS.sleep(TURN_MILLIS);
            } else if (stopRequested.await(millis, TimeUnit.MILLISECONDS)) {
                log.debug("{} is stopped", title);
            }
        } catch (InterruptedException interrupted) {
            stop();
            Thread.currentThread().interrupt();
        }
    }

    /** How often in a row nothing arrived, and up to where the partition was read then. */
    private record Stall(long filledUntil, int times) {}

    /** The consumer that is asked about the logs; it reads nothing. */
    private final class Answers implements AutoCloseable {

        private final Consumer<byte[], byte[]> consumer = clients.fetcher(
                options.prefetch().fetchers(), parts.strategy().consumerProperties(), NOTHING, new FetchTally());

        private Consumer<byte[], byte[]> consumer() {
            return consumer;
        }

        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        }
    }
}
