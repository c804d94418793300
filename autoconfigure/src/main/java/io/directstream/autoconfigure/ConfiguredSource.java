/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.DirectStreamProperties.Stream;
import io.directstream.autoconfigure.DirectStreamProperties.TopicPartitions;
import io.directstream.listener.StreamSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.StringUtils;

/** Which of its four keys says what a stream reads. */
final class ConfiguredSource {

    private static final String TOPICS = "topics";

    private static final String PATTERN = "topic-pattern";

    private static final String PARTITIONS = "topic-partitions";

    private static final String BEAN = "consumer-strategy";

    private static final String RANGES = "ranges";

    private static final String KEYS = String.join(", ", TOPICS, PATTERN, PARTITIONS) + " and " + BEAN;

    private final String name;

    private final Setting setting;

    ConfiguredSource(String name) {
        this.name = name;
        this.setting = Setting.ofStream(name);
    }

    /**
     * What the keys say; null if none is set.
     *
     * @throws FailureAnalyzedException if several are set
     */
    @Nullable
    StreamSource of(Stream stream) {
        Map<String, StreamSource> sources = new LinkedHashMap<>();
        Set<String> topics = named(stream.topics());
        if (!topics.isEmpty()) {
            sources.put(TOPICS, new StreamSource.Topics(topics));
        }
        if (StringUtils.hasText(stream.topicPattern())) {
            sources.put(PATTERN, matching(stream.topicPattern().strip()));
        }
        if (!stream.topicPartitions().isEmpty()) {
            sources.put(PARTITIONS, partitions(stream.topicPartitions()));
        }
        if (StringUtils.hasText(stream.consumerStrategy())) {
            sources.put(
                    BEAN,
                    new StreamSource.StrategyBean(stream.consumerStrategy().strip()));
        }
        if (!stream.ranges().isEmpty()) {
            sources.put(
                    RANGES,
                    new StreamSource.Topics(named(stream.ranges().stream()
                            .map(GivenRange::topic)
                            .filter(Objects::nonNull)
                            .toList())));
        }
        if (sources.size() > 1) {
            throw several(sources.keySet());
        }
        return sources.isEmpty() ? null : sources.values().iterator().next();
    }

    FailureAnalyzedException none() {
        return new FailureAnalyzedException(
                "Stream '%s' has no consumer strategy, so it is not known what it reads.".formatted(name),
                "Set exactly one of %s below direct-stream.streams.%s.".formatted(KEYS, name));
    }

    private FailureAnalyzedException several(Set<String> keys) {
        return new FailureAnalyzedException(
                "Stream '%s' has several consumer strategies: %s are all set."
                        .formatted(name, keys.stream().map(setting::key).collect(Collectors.joining("', '", "'", "'"))),
                "Keep exactly one of %s.".formatted(KEYS));
    }

    private static Set<String> named(List<String> topics) {
        return topics.stream().filter(StringUtils::hasText).map(String::strip).collect(Collectors.toSet());
    }

    private StreamSource matching(String regex) {
        try {
            return new StreamSource.Matching(Pattern.compile(regex));
        } catch (PatternSyntaxException ex) {
            throw setting.refuse(
                    PATTERN,
                    regex,
                    "it is not a regular expression: %s near index %d; write orders\\..* for example"
                            .formatted(ex.getDescription(), ex.getIndex()));
        }
    }

    private StreamSource partitions(List<TopicPartitions> entries) {
        Set<TopicPartition> partitions = new HashSet<>();
        for (int index = 0; index < entries.size(); index++) {
            TopicPartitions entry = entries.get(index);
            String key = PARTITIONS + "[%d].".formatted(index);
            String topic = entry.topic();
            if (!StringUtils.hasText(topic)) {
                throw setting.refuse(key + "topic", topic, "it is missing; name the topic of these partitions");
            }
            for (int partition : PartitionList.parse(setting, key + "partitions", entry.partitions())) {
                if (!partitions.add(new TopicPartition(topic.strip(), partition))) {
                    throw setting.refuse(
                            key + "partitions",
                            entry.partitions(),
                            "an earlier entry names partition %d of topic '%s' already; name it once"
                                    .formatted(partition, topic));
                }
            }
        }
        return new StreamSource.Partitions(partitions);
    }
}
