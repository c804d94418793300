/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.stream.OffsetOptions;
import io.directstream.stream.PositionPolicy;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * What {@code spring.kafka.*} says about consumers, as far as it concerns streams.
 *
 * @param properties the consumer factory's properties: connection, security, isolation level, (de)serialization
 */
record ConsumerSettings(Map<String, Object> properties) {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerSettings.class);

    /** The instance's rack, if consumers have one. */
    @Nullable
    String rack() {
        return text(CommonClientConfigs.CLIENT_RACK_CONFIG);
    }

    /** What the client ids of the stream's consumers begin with. */
    String clientIdPrefix(String stream, String groupId) {
        String clientId = text(ConsumerConfig.CLIENT_ID_CONFIG);
        String base = clientId == null ? groupId : clientId;
        return base.equals(stream) || base.endsWith('-' + stream) ? base : base + '-' + stream;
    }

    /** Where to begin when nothing is stored, as {@code auto-offset-reset} says. */
    PositionPolicy whenNoneStored() {
        String reset = text(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG);
        return switch (reset == null ? "" : reset.toLowerCase(Locale.ROOT)) {
            case "" -> OffsetOptions.DEFAULT.whenNoneStored();
            case "earliest" -> PositionPolicy.EARLIEST;
            case "latest" -> PositionPolicy.LATEST;
            case "none" -> PositionPolicy.FAIL;
            default ->
                throw new InvalidConfigurationPropertyValueException(
                        "spring.kafka.consumer.auto-offset-reset",
                        reset,
                        "streams know earliest, latest and none; set offsets.when-none-stored and starting-offsets of the stream");
        };
    }

    /** Says what is set for consumers and does not apply to streams. */
    void logWhatDoesNotApply() {
        Map<String, Object> ignored = new LinkedHashMap<>(properties);
        ignored.keySet()
                .retainAll(Set.of(
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        ConsumerConfig.GROUP_PROTOCOL_CONFIG));
        ignored.remove(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, Boolean.FALSE);
        ignored.remove(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        if (!ignored.isEmpty()) {
            LOG.info(
                    "Of spring.kafka.consumer these do not apply to streams: {}; see group-id, batch.max-records and "
                            + "location.strategy of each stream, whose offsets are stored after its batches, and whose "
                            + "partitions are placed by its own assignor, for which its group uses the classic protocol",
                    ignored);
        }
    }

    private @Nullable String text(String property) {
        Object value = properties.get(property);
        return value == null || value.toString().isBlank()
                ? null
                : value.toString().strip();
    }
}
