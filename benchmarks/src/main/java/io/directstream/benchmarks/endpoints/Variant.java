/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.endpoints;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** How much an application tells in meters. */
enum Variant {

    /** As it is without any settings. */
    DEFAULTS("defaults", Keys.EXCLUDE, ""),

    /** Lag per topic instead of per partition. */
    LAG_PER_TOPIC("lag-per-topic", Keys.PER_PARTITION, "false"),

    /** Without the meters of streams. */
    NO_STREAM_METERS("no-stream-meters", Keys.EXCLUDE, Keys.OURS),

    /** Without the meters of streams, and without those that Kafka's clients have. */
    NO_KAFKA_METERS("no-kafka-meters", Keys.EXCLUDE, Keys.OURS + "," + Keys.KAFKA);

    private final String word;

    private final String key;

    private final String value;

    Variant(String word, String key, String value) {
        this.word = word;
        this.key = key;
        this.value = value;
    }

    static Variant named(String word) {
        return Arrays.stream(values())
                .filter(variant -> variant.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no variant '%s'; take one of %s".formatted(word, words())));
    }

    static List<String> words() {
        return Arrays.stream(values()).map(variant -> variant.word).toList();
    }

    Map<String, Object> properties() {
        return Map.of(key, value);
    }

    /** What differs between variants. */
    private static final class Keys {

        private static final String EXCLUDE = "spring.autoconfigure.exclude";

        private static final String PER_PARTITION =
                "direct-stream.streams." + StreamApplication.STREAM + ".metrics.per-partition";

        private static final String OURS = "io.directstream.autoconfigure.metrics.DirectStreamMetricsAutoConfiguration";

        private static final String KAFKA =
                "org.springframework.boot.kafka.autoconfigure.metrics.KafkaMetricsAutoConfiguration";
    }
}
