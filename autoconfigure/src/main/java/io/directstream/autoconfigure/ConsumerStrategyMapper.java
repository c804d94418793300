/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.DirectStreamProperties.Stream;
import io.directstream.consumer.KafkaClientFactory;
import io.directstream.listener.StreamSource;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.StartingPosition;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/** From the settings of one stream to what it reads. */
final class ConsumerStrategyMapper {

    private final String name;

    private final Setting setting;

    private final NamedBeans<ConsumerStrategy> beans;

    ConsumerStrategyMapper(String name, NamedBeans<ConsumerStrategy> beans) {
        this.name = name;
        this.setting = Setting.ofStream(name);
        this.beans = beans;
    }

    /** Refuses what could not be mapped; makes no bean. */
    void check(Stream stream, StreamSource source) {
        if (source instanceof StreamSource.StrategyBean strategy) {
            beans.check(setting, strategy.bean());
            new StartingOffsets(setting, source).positions(stream.startingOffsets());
        } else {
            map(stream, source, Map.of());
        }
    }

    /**
     * Maps the settings.
     *
     * @param listenerProperties Kafka properties of the listener's annotation, below those of the stream
     */
    ConsumerStrategy map(Stream stream, StreamSource source, Map<String, String> listenerProperties) {
        Map<String, String> properties = new HashMap<>(listenerProperties);
        properties.putAll(stream.properties());
        Map<TopicPartition, StartingPosition> positions =
                new StartingOffsets(setting, source).positions(stream.startingOffsets());
        if (source instanceof StreamSource.Topics named) {
            return ConsumerStrategies.subscribe(named.topics(), properties, positions);
        }
        if (source instanceof StreamSource.Matching matching) {
            return ConsumerStrategies.subscribePattern(matching.pattern(), properties, positions);
        }
        if (source instanceof StreamSource.Partitions fixed) {
            return ConsumerStrategies.assign(fixed.partitions(), properties, positions);
        }
        return withoutOwned(beans.get(setting, ((StreamSource.StrategyBean) source).bean()));
    }

    /** Refuses Kafka properties that the stream decides; they could come with a strategy as well as with keys. */
    ConsumerStrategy withoutOwned(ConsumerStrategy strategy) {
        strategy.consumerProperties().keySet().forEach(property -> {
            String instead = KafkaClientFactory.OWNED_PROPERTIES.get(property);
            if (instead != null) {
                throw new FailureAnalyzedException(
                        "The consumer strategy %s of stream '%s' sets the Kafka property %s, which the stream decides."
                                .formatted(strategy.type(), name, property),
                        "Remove it there: %s, under direct-stream.streams.%s.".formatted(instead, name));
            }
        });
        return strategy;
    }
}
