/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.startup;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an application that is started has three of. The class path, and with it the starter, is the same for all. */
enum Variant {

    /** Three streams. */
    DIRECT_STREAM("direct-stream", StreamListeners.class) {
        @Override
        Map<String, Object> properties(String topics, String groups) {
            Map<String, Object> properties = new HashMap<>();
            for (String name : FirstRecords.LISTENERS) {
                properties.put("direct-stream.streams." + name + ".topics", topics + name);
                properties.put("direct-stream.streams." + name + ".group-id", groups + name);
            }
            return properties;
        }
    },

    /** Three batch listeners of spring-kafka, in an application that could have streams too. */
    SPRING_KAFKA("spring-kafka", KafkaListeners.class) {
        @Override
        Map<String, Object> properties(String topics, String groups) {
            return Map.of("startup.topics", topics, "startup.groups", groups);
        }
    },

    /** The same listeners without our auto-configuration, as if the starter were not there. */
    SPRING_KAFKA_ONLY("spring-kafka-only", KafkaListeners.class) {
        @Override
        Map<String, Object> properties(String topics, String groups) {
            return Map.of(
                    "startup.topics",
                    topics,
                    "startup.groups",
                    groups,
                    "spring.autoconfigure.exclude",
                    String.join(",", OURS));
        }
    };

    private static final List<String> OURS = List.of(
            "io.directstream.autoconfigure.DirectStreamAutoConfiguration",
            "io.directstream.autoconfigure.DirectStreamDisabledAutoConfiguration",
            "io.directstream.autoconfigure.endpoint.DirectStreamEndpointAutoConfiguration",
            "io.directstream.autoconfigure.health.DirectStreamHealthContributorAutoConfiguration",
            "io.directstream.autoconfigure.metrics.DirectStreamMetricsAutoConfiguration");

    private final String word;

    private final Class<?> application;

    Variant(String word, Class<?> application) {
        this.word = word;
        this.application = application;
    }

    static Variant named(String word) {
        return Arrays.stream(values())
                .filter(variant -> variant.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no variant '%s'; take one of %s".formatted(word, StartupMain.variants())));
    }

    String word() {
        return word;
    }

    /** Its configuration class. */
    Class<?> application() {
        return application;
    }

    /** Has it read the topics, and be in the groups, whose names begin so. */
    abstract Map<String, Object> properties(String topics, String groups);
}
