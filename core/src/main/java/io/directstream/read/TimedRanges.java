/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.OffsetRange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the offsets that times mean. */
final class TimedRanges {

    private static final Logger log = LoggerFactory.getLogger(TimedRanges.class);

    private TimedRanges() {}

    static List<OffsetRange> find(
            LogQuestions questions, Set<String> topics, @Nullable Instant from, @Nullable Instant until) {
        Map<TopicPartition, PartitionBounds> bounds = RangeChecks.bounds(logs(questions, topics));
        Map<TopicPartition, Long> begins = offsets(questions, bounds, from);
        Map<TopicPartition, Long> ends = offsets(questions, bounds, until);
        List<OffsetRange> ranges = new ArrayList<>();
        bounds.forEach((partition, log) -> {
            long end = Math.min(ends.getOrDefault(partition, log.end()), log.end());
            long begin = from == null ? log.begin() : begins.getOrDefault(partition, log.end());
            ranges.add(OffsetRange.create(partition, Math.min(begin, end), end));
        });
        ranges.sort(null);
        log.info(
                "records of {} from {} until {} are in {}",
                topics,
                from == null ? "the first" : from,
                until == null ? "the last" : until,
                ranges);
        return List.copyOf(ranges);
    }

    /** Where the first record is that is not older; of partitions without one nothing. */
    private static Map<TopicPartition, Long> offsets(
            LogQuestions questions, Map<TopicPartition, PartitionBounds> bounds, @Nullable Instant time) {
        return time == null ? Map.of() : questions.notBefore(bounds.keySet(), time.toEpochMilli());
    }

    private static Map<TopicPartition, LogState> logs(LogQuestions questions, Set<String> topics) {
        Map<TopicPartition, LogState> logs = new HashMap<>();
        Set<TopicPartition> partitions = new HashSet<>();
        for (String topic : topics) {
            Set<Integer> numbers = questions.partitions(topic);
            if (numbers.isEmpty()) {
                logs.put(new TopicPartition(topic, 0), questions.missing(topic));
            }
            numbers.forEach(number -> partitions.add(new TopicPartition(topic, number)));
        }
        logs.putAll(questions.look(partitions));
        return logs;
    }
}
