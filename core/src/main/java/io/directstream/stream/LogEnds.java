/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the ends (and, less often, the beginnings) of the assigned partitions' logs, at most once a second, for lag and
 * health. Runs on the member's thread.
 */
final class LogEnds {

    private static final Logger log = LoggerFactory.getLogger(LogEnds.class);

    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long BEGINNINGS_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(30);

    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final PartitionTable table;

    private final LeaderOffsets offsets;

    private final StreamClock clock;

    private final OutageLog outages;

    private long next;

    private long nextBeginnings;

    private volatile @Nullable Instant asOf;

    LogEnds(String stream, PartitionTable table, LeaderOffsets offsets, StreamClock clock) {
        this.table = table;
        this.offsets = offsets;
        this.clock = clock;
        this.next = clock.nanoTime();
        this.nextBeginnings = next;
        this.outages = new OutageLog(log, "stream " + stream + " cannot look at the ends of its logs", clock);
    }

    void refresh(Consumer<?, ?> consumer) {
        long now = clock.nanoTime();
        if (now - next >= 0) {
            refreshNow(consumer);
        }
    }

    /** Looks at once; an outage is reported and leaves what is known. */
    void refreshNow(Consumer<?, ?> consumer) {
        long now = clock.nanoTime();
        next = now + INTERVAL_NANOS;
        try {
            look(consumer, now);
        } catch (RuntimeException failure) {
            next = clock.nanoTime() + PAUSE_AFTER_FAILURE_NANOS;
            outages.failed("trying again", failure);
        }
    }

    /** When the newest ends were read; null if they are not known. */
    @Nullable
    Instant asOf() {
        return asOf;
    }

    /** Why the ends cannot be read, if they cannot. */
    @Nullable
    String problem() {
        return outages.reason();
    }

    private void look(Consumer<?, ?> consumer, long now) {
        Set<TopicPartition> assigned = table.view().partitions();
        Map<TopicPartition, LogStart> starts = Map.of();
        if (now - nextBeginnings >= 0) {
            nextBeginnings = now + BEGINNINGS_INTERVAL_NANOS;
            starts = starts(consumer, assigned);
        }
        LeaderOffsets.Answer<Long> ends = offsets.ask(consumer, assigned, Consumer::endOffsets);
        table.updateEnds(ends.found(), starts);
        table.silent(ends.unanswered().keySet());
        if (!ends.found().isEmpty()) {
            asOf = clock.now();
        }
        String unknown = ends.problem();
        if (unknown == null) {
            outages.recovered();
        } else {
            outages.failed(unknown);
        }
    }

    /** Where the logs begin, with the age of the first record of those that lost some: the next one to read is gone there. */
    private Map<TopicPartition, LogStart> starts(Consumer<?, ?> consumer, Set<TopicPartition> assigned) {
        Map<TopicPartition, Long> begins = offsets.<Long>ask(consumer, assigned, Consumer::beginningOffsets)
                .found();
        Set<TopicPartition> passed = new HashSet<>();
        table.view().storedAmong(begins.keySet()).forEach((partition, stored) -> {
            if (Objects.requireNonNull(begins.get(partition)) > stored.offset()) {
                passed.add(partition);
            }
        });
        Map<TopicPartition, OffsetAndTimestamp> first =
                offsets.ask(consumer, passed, LogEnds::firstRecords).found();
        Map<TopicPartition, LogStart> starts = new HashMap<>();
        begins.forEach((partition, begin) -> starts.put(
                partition,
                new LogStart(
                        begin,
                        Optional.ofNullable(first.get(partition))
                                .map(OffsetAndTimestamp::timestamp)
                                .orElse(null))));
        return starts;
    }

    /** Every record is younger than this time. */
    private static Map<TopicPartition, OffsetAndTimestamp> firstRecords(
            Consumer<?, ?> consumer, Set<TopicPartition> partitions, Duration timeout) {
        return consumer.offsetsForTimes(
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> 0L)), timeout);
    }
}
