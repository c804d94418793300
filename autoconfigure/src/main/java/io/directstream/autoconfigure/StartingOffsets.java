/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.DirectStreamProperties.StartingOffset;
import io.directstream.listener.StreamSource;
import io.directstream.strategy.StartingPosition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.util.StringUtils;

/** Reads {@code starting-offsets}, which name only what the stream reads. */
final class StartingOffsets {

    private static final String KEY = "starting-offsets";

    private final Setting setting;

    private final StreamSource source;

    StartingOffsets(Setting setting, StreamSource source) {
        this.setting = setting;
        this.source = source;
    }

    Map<TopicPartition, StartingPosition> positions(List<StartingOffset> offsets) {
        if (source instanceof StreamSource.StrategyBean && !offsets.isEmpty()) {
            throw setting.refuse(
                    KEY,
                    offsets,
                    "the stream reads %s, and a consumer strategy says itself where partitions begin; remove them, or give them in its startingPositions"
                            .formatted(source));
        }
        Map<TopicPartition, StartingPosition> positions = new HashMap<>();
        for (int index = 0; index < offsets.size(); index++) {
            StartingOffset entry = offsets.get(index);
            String key = KEY + "[%d].".formatted(index);
            String topic = topic(key, entry);
            StartingPosition position = position(key, entry);
            for (int number : PartitionList.parse(setting, key + "partitions", entry.partitions())) {
                TopicPartition partition = new TopicPartition(topic, number);
                refuseUnread(key, entry, partition);
                if (positions.put(partition, position) != null) {
                    throw setting.refuse(
                            key + "partitions",
                            entry.partitions(),
                            "an earlier entry names partition %d of topic '%s' already; name it once"
                                    .formatted(number, topic));
                }
            }
        }
        return positions;
    }

    private String topic(String key, StartingOffset entry) {
        String topic = entry.topic();
        if (!StringUtils.hasText(topic)) {
            throw setting.refuse(key + "topic", topic, "it is missing; name one of " + source);
        }
        if (!source.reads(topic)) {
            throw setting.refuse(
                    key + "topic", topic, "the stream reads %s; name one of these or add it".formatted(source));
        }
        return topic;
    }

    private void refuseUnread(String key, StartingOffset entry, TopicPartition partition) {
        if (!source.reads(partition)) {
            throw setting.refuse(
                    key + "partitions",
                    entry.partitions(),
                    "the stream reads %s and not %s; name one of these or add it".formatted(source, partition));
        }
    }

    private StartingPosition position(String key, StartingOffset entry) {
        Long offset = entry.offset();
        Instant timestamp = entry.timestamp();
        if (timestamp != null && offset != null) {
            throw setting.refuse(
                    key + "timestamp",
                    timestamp,
                    "%s says %d already; keep one of them".formatted(setting.key(key + "offset"), offset));
        }
        if (timestamp != null) {
            return StartingPosition.timestamp(timestamp);
        }
        if (offset == null || offset < 0) {
            throw setting.refuse(
                    key + "offset",
                    offset,
                    "name an offset from 0, or a timestamp such as 2026-11-01T00:00:00Z instead");
        }
        return StartingPosition.offset(offset);
    }
}
