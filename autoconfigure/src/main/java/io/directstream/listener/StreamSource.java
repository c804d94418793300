/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/** What a stream reads, as its configuration or the annotation of its listener says it. */
public sealed interface StreamSource {

    /** Whether partitions of this topic are read at all, as far as that is known without asking a strategy. */
    boolean reads(String topic);

    /** Whether this partition is read, as far as that is known without asking a strategy. */
    default boolean reads(TopicPartition partition) {
        return reads(partition.topic());
    }

    /**
     * Topics by name.
     *
     * @param topics the topics' names
     */
    record Topics(Set<String> topics) implements StreamSource {

        /** Copies the names. */
        public Topics {
            topics = Set.copyOf(topics);
        }

        @Override
        public boolean reads(String topic) {
            return topics.contains(topic);
        }

        @Override
        public String toString() {
            return "the topics " + new TreeSet<>(topics);
        }
    }

    /**
     * Topics whose whole name matches.
     *
     * @param regex what a topic's name must match; a valid pattern
     * @param flags how it is matched, as {@link Pattern#compile(String, int)} takes it
     */
    record Matching(String regex, int flags) implements StreamSource {

        /** Takes a pattern apart, since patterns are not equal when they say the same. */
        public Matching(Pattern pattern) {
            this(pattern.pattern(), pattern.flags());
        }

        /** The pattern. */
        public Pattern pattern() {
            return Pattern.compile(regex, flags);
        }

        @Override
        public boolean reads(String topic) {
            return pattern().matcher(topic).matches();
        }

        @Override
        public String toString() {
            return "the topics that match '" + regex + '\'';
        }
    }

    /**
     * Fixed partitions.
     *
     * @param partitions the partitions
     */
    record Partitions(Set<TopicPartition> partitions) implements StreamSource {

        private static final Comparator<TopicPartition> ORDER =
                Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

        /** Copies the partitions. */
        public Partitions {
            partitions = Set.copyOf(partitions);
        }

        @Override
        public boolean reads(String topic) {
            return partitions.stream().anyMatch(partition -> partition.topic().equals(topic));
        }

        @Override
        public boolean reads(TopicPartition partition) {
            return partitions.contains(partition);
        }

        @Override
        public String toString() {
            Set<TopicPartition> sorted = new TreeSet<>(ORDER);
            sorted.addAll(partitions);
            return "the partitions " + sorted;
        }
    }

    /**
     * Whatever a consumer strategy of the application says.
     *
     * @param bean its bean name
     */
    record StrategyBean(String bean) implements StreamSource {

        @Override
        public boolean reads(String topic) {
            return true;
        }

        @Override
        public String toString() {
            return "what the consumer strategy '" + bean + "' says";
        }
    }
}
