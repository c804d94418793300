/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Finds the offsets that a target means in the logs of partitions. */
final class TargetOffsets {

    private final ClusterQuestions cluster;

    private final Map<TopicPartition, LogBounds> logs;

    TargetOffsets(ClusterQuestions cluster, Map<TopicPartition, LogBounds> logs) {
        this.cluster = cluster;
        this.logs = logs;
    }

    /**
     * The offset in each log.
     *
     * @throws OffsetMoveException if a log does not reach there
     */
    Map<TopicPartition, Long> of(OffsetTarget target) {
        if (target instanceof OffsetTarget.Earliest) {
            return each(LogBounds::begin);
        }
        if (target instanceof OffsetTarget.Latest) {
            return each(LogBounds::end);
        }
        if (target instanceof OffsetTarget.At at) {
            refuseOutside(at.offset());
            return each(log -> at.offset());
        }
        return notBefore(((OffsetTarget.NotBefore) target).epochMillis());
    }

    private Map<TopicPartition, Long> notBefore(long epochMillis) {
        Map<TopicPartition, Long> offsets = each(LogBounds::end);
        cluster.offsets(logs.keySet(), OffsetSpec.forTimestamp(epochMillis)).forEach((partition, offset) -> {
            if (offset >= 0) {
                offsets.put(partition, offset);
            }
        });
        return offsets;
    }

    private Map<TopicPartition, Long> each(ToLongFunction<LogBounds> choice) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        logs.forEach((partition, log) -> offsets.put(partition, choice.applyAsLong(log)));
        return offsets;
    }

    private void refuseOutside(long offset) {
        List<String> faults = logs.entrySet().stream()
                .filter(entry -> !entry.getValue().hold(offset))
                .sorted(Map.Entry.comparingByKey(TopicsOfStream.ORDER))
                .map(entry -> "the log of %s reaches from %d to its end at %d"
                        .formatted(
                                entry.getKey(),
                                entry.getValue().begin(),
                                entry.getValue().end()))
                .toList();
        if (!faults.isEmpty()) {
            throw OffsetMoveException.invalid("to is %d, but %s".formatted(offset, String.join("; ", faults)));
        }
    }
}
