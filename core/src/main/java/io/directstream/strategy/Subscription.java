/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the members of a stream's group subscribe to. */
public sealed interface Subscription {

    /**
     * A fixed collection of topics.
     *
     * @param topics the topics' names
     */
    record Topics(Set<String> topics) implements Subscription {

        /**
         * Copies and checks the names.
         *
         * @throws IllegalArgumentException if there is none, or one is blank
         */
        public Topics {
            if (topics.isEmpty()) {
                throw new IllegalArgumentException("topics is empty; name at least one topic");
            }
            if (topics.stream().anyMatch(String::isBlank)) {
                throw new IllegalArgumentException("topics holds a blank name: "
                        + topics.stream().map(topic -> '\'' + topic + '\'').collect(Collectors.joining(", ")));
            }
            topics = Set.copyOf(topics);
        }

        @Override
        public String toString() {
            return "topics " + new TreeSet<>(topics);
        }
    }

    /**
     * All topics whose whole name matches a pattern, those included that come later. Kafka's internal topics never match.
     *
     * @param pattern what a topic's name must match
     */
    record Matching(Pattern pattern) implements Subscription {

        private static final Set<String> INTERNAL =
                Set.of("__consumer_offsets", "__transaction_state", "__share_group_state");

        /** Whether a topic of this name is read. */
        public boolean matches(String topic) {
            return !INTERNAL.contains(topic) && pattern.matcher(topic).matches();
        }

        @Override
        public String toString() {
            return "topics matching '" + pattern + '\'';
        }
    }
}
