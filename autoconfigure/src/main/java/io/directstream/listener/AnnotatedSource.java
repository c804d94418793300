/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.config.KafkaListenerEndpoint;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.util.StringUtils;

/** What an annotation says that is read: topics, a pattern or fixed partitions; a blank topic counts as unset. */
final class AnnotatedSource {

    private AnnotatedSource() {}

    /** What the endpoint's annotation says; null if it leaves that to the configuration. */
    static @Nullable StreamSource of(KafkaListenerEndpoint endpoint, String name) {
        TopicPartitionOffset[] partitions = endpoint.getTopicPartitionsToAssign();
        if (partitions != null && partitions.length > 0) {
            return fixed(partitions, name);
        }
        if (endpoint.getTopicPattern() != null) {
            return new StreamSource.Matching(endpoint.getTopicPattern());
        }
        Collection<String> topics = endpoint.getTopics();
        Set<String> named = topics == null
                ? Set.of()
                : topics.stream()
                        .filter(StringUtils::hasText)
                        .map(String::strip)
                        .collect(Collectors.toSet());
        return named.isEmpty() ? null : new StreamSource.Topics(named);
    }

    private static StreamSource fixed(TopicPartitionOffset[] offsets, String name) {
        Set<TopicPartition> partitions = new HashSet<>();
        for (TopicPartitionOffset each : offsets) {
            if (each.getOffset() != null || each.getPosition() != null || each.getOffsetComputeFunction() != null) {
                throw new ListenerRefusedException(
                        name,
                        "its topicPartitions have a @PartitionOffset for %s, to which spring-kafka moves at each start, and a stream goes on where it stored"
                                .formatted(each.getTopicPartition()),
                        "Name the partitions with partitions = ..., and where to begin when nothing is stored under starting-offsets of the stream.");
            }
            partitions.add(each.getTopicPartition());
        }
        return new StreamSource.Partitions(partitions);
    }
}
