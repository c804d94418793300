/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.OffsetRange;
import io.directstream.autoconfigure.DirectStreamProperties.Stream;
import io.directstream.listener.Bounded;
import io.directstream.listener.StreamExit;
import io.directstream.read.RangeReads;
import io.directstream.strategy.LocationStrategy;
import io.directstream.strategy.LocationStrategy.PreferBrokers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** The ranges of a stream that ends, from its settings. */
final class RangeSettings {

    private static final String KEY = "ranges";

    private static final String SHARE = "share";

    private final Setting setting;

    private final ShareSettings shares;

    RangeSettings(String stream, IndexedJob job) {
        this.setting = Setting.ofStream(stream);
        this.shares = new ShareSettings(setting, job);
    }

    /**
     * What the settings say; null if the stream goes on for ever.
     *
     * @param location which instance reads what, where several share the ranges
     * @param exit ends the application
     */
    @Nullable
    Bounded of(Stream stream, LocationStrategy location, StreamExit exit) {
        List<GivenRange> entries = stream.ranges();
        if (entries.isEmpty()) {
            if (stream.onComplete() != null) {
                throw setting.refuse(
                        "on-complete",
                        stream.onComplete(),
                        "the stream has no ranges, so it never completes; set ranges, or remove it");
            }
            if (!stream.share().isUnset()) {
                throw setting.refuse(
                        SHARE,
                        stream.share(),
                        "the stream has no ranges; streams with a group share their partitions through it; set ranges, or remove it");
            }
            return null;
        }
        refuseWhatDoesNotApply(stream, location);
        InstancePart mine = shares.of(stream.share(), location);
        List<Part> parts = new ArrayList<>();
        for (int index = 0; index < entries.size(); index++) {
            parts.add(part(KEY + "[%d].".formatted(index), entries.get(index)));
        }
        return new Bounded(
                reads -> find(parts, mine, reads),
                mine == null ? "all given ranges" : mine.toString(),
                stream.onComplete() == OnComplete.EXIT ? exit : StreamExit.NONE);
    }

    private static List<OffsetRange> find(List<Part> parts, @Nullable InstancePart mine, RangeReads<?, ?> reads) {
        List<OffsetRange> all =
                parts.stream().flatMap(part -> part.find(reads).stream()).toList();
        return mine == null ? all : mine.of(reads, all);
    }

    private void refuseWhatDoesNotApply(Stream stream, LocationStrategy location) {
        if (location instanceof PreferBrokers) {
            throw setting.refuse(
                    "location.strategy",
                    "prefer-brokers",
                    "with %s there is no group whose members look up the leaders of partitions; use prefer-fixed, with hosts that you looked up, or prefer-consistent"
                            .formatted(setting.key(KEY)));
        }
        if (!stream.startingOffsets().isEmpty()) {
            throw setting.refuse(
                    "starting-offsets",
                    stream.startingOffsets(),
                    "%s says where to begin; remove one of them".formatted(setting.key(KEY)));
        }
        if (stream.batch().interval() != null) {
            throw setting.refuse(
                    "batch.interval",
                    Setting.print(stream.batch().interval()),
                    "with %s records are delivered as soon as they are there; remove one of them"
                            .formatted(setting.key(KEY)));
        }
    }

    private Part part(String key, GivenRange entry) {
        String topic = entry.topic();
        if (!StringUtils.hasText(topic)) {
            throw setting.refuse(key + "topic", topic, "it is missing; name the topic of these ranges");
        }
        refuseBoth(key, "from", entry.fromOffset(), entry.fromTimestamp());
        refuseBoth(key, "until", entry.untilOffset(), entry.untilTimestamp());
        Long from = entry.fromOffset();
        Long until = entry.untilOffset();
        if (from != null && until != null && until < from) {
            throw setting.refuse(
                    key + "until-offset", until, "it is before from-offset, %d; a range runs forward".formatted(from));
        }
        Set<Integer> partitions = entry.partitions().isEmpty()
                ? Set.of()
                : PartitionList.parse(setting, key + "partitions", entry.partitions());
        return new Part(topic.strip(), partitions, entry);
    }

    private void refuseBoth(String key, String end, @Nullable Long offset, @Nullable Instant timestamp) {
        if (offset != null && timestamp != null) {
            throw setting.refuse(
                    key + end + "-timestamp",
                    timestamp,
                    "%s says %d already; keep one of them".formatted(setting.key(key + end + "-offset"), offset));
        }
        if (offset != null && offset < 0) {
            throw setting.refuse(key + end + "-offset", offset, "offsets count from 0");
        }
    }

    /** One entry; no partitions are all of them. */
    private record Part(String topic, Set<Integer> partitions, GivenRange entry) {

        private List<OffsetRange> find(RangeReads<?, ?> reads) {
            List<OffsetRange> all = reads.between(Set.of(topic), entry.fromTimestamp(), entry.untilTimestamp());
            List<OffsetRange> found = all.stream()
                    .filter(range -> partitions.isEmpty() || partitions.contains(range.partition()))
                    .map(this::bounded)
                    .toList();
            for (int partition : partitions) {
                if (found.stream().noneMatch(range -> range.partition() == partition)) {
                    throw new IllegalArgumentException(
                            "topic '%s' has no partition %d, it has %d".formatted(topic, partition, all.size()));
                }
            }
            return found;
        }

        private OffsetRange bounded(OffsetRange timed) {
            Long from = entry.fromOffset();
            Long until = entry.untilOffset();
            long begin = from == null ? timed.fromOffset() : from;
            return OffsetRange.create(
                    timed.topicPartition(), begin, until == null ? Math.max(begin, timed.untilOffset()) : until);
        }
    }
}
