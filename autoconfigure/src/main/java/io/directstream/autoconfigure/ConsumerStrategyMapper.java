/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.DirectStreamProperties.StartingOffset;
import io.directstream.autoconfigure.DirectStreamProperties.Stream;
import io.directstream.consumer.KafkaClientFactory;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.StartingPosition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.util.StringUtils;

/** From the settings of one stream to what it reads. */
final class ConsumerStrategyMapper {

    private final Setting setting;

    ConsumerStrategyMapper(String name) {
        this.setting = Setting.ofStream(name);
    }

    /**
     * Maps the settings.
     *
     * @param topics the topics of the stream, at least one
     * @param listenerProperties Kafka properties of the listener's annotation, below those of the stream
     */
    ConsumerStrategy map(Stream stream, List<String> topics, Map<String, String> listenerProperties) {
        stream.properties().forEach(this::refuseOwned);
        Map<String, String> properties = new HashMap<>(listenerProperties);
        properties.putAll(stream.properties());
        return ConsumerStrategies.subscribe(topics, properties, startingPositions(stream.startingOffsets(), topics));
    }

    private void refuseOwned(String property, String value) {
        String instead = KafkaClientFactory.OWNED_PROPERTIES.get(property);
        if (instead != null) {
            throw setting.refuse("properties." + property, value, "the stream decides it: " + instead);
        }
    }

    private Map<TopicPartition, StartingPosition> startingPositions(List<StartingOffset> offsets, List<String> topics) {
        Map<TopicPartition, StartingPosition> positions = new HashMap<>();
        for (int index = 0; index < offsets.size(); index++) {
            StartingOffset offset = offsets.get(index);
            String key = "starting-offsets[%d].".formatted(index);
            String topic = topic(key, offset, topics);
            StartingPosition position = position(key, offset);
            for (int partition : PartitionList.parse(setting, key + "partitions", offset.partitions())) {
                if (positions.put(new TopicPartition(topic, partition), position) != null) {
                    throw setting.refuse(
                            key + "partitions",
                            offset.partitions(),
                            "an earlier entry names partition %d of topic '%s' already; name it once"
                                    .formatted(partition, topic));
                }
            }
        }
        return positions;
    }

    private String topic(String key, StartingOffset offset, List<String> topics) {
        String topic = offset.topic();
        if (!StringUtils.hasText(topic)) {
            throw setting.refuse(key + "topic", topic, "it is missing; name one of the stream's topics " + topics);
        }
        if (!topics.contains(topic)) {
            throw setting.refuse(key + "topic", topic, "the stream reads " + topics + "; name one of these or add it");
        }
        return topic;
    }

    private StartingPosition position(String key, StartingOffset entry) {
        MutuallyExclusiveConfigurationPropertiesException.throwIfMultipleNonNullValuesIn(entries -> {
            entries.put(setting.key(key + "offset"), entry.offset());
            entries.put(setting.key(key + "timestamp"), entry.timestamp());
        });
        Long offset = entry.offset();
        Instant timestamp = entry.timestamp();
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
