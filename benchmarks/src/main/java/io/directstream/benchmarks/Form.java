/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.client.Contenders;
import java.util.List;

/** How thorough a run is where single settings do not say otherwise. */
public enum Form {
    /** Every day: a few minutes. */
    SHORT,
    /** To publish: everything, in as many rounds as it takes to trust a median. */
    LONG;

    private static final List<String> DAILY_MEASURES = List.of(Measures.DRAIN, Measures.READS, Measures.LATENCY);

    /** Without Spark, which takes minutes to make its consumers for 2,000 partitions. */
    private static final List<String> DAILY_CONTENDERS = List.of(
            Contenders.BASELINE,
            "spring-kafka",
            "spring-kafka-5000",
            "direct-stream",
            Contenders.READ_BASELINE,
            "direct-stream-read");

    static Form named(String name) {
        return switch (name) {
            case "short" -> SHORT;
            case "long" -> LONG;
            default -> throw new IllegalArgumentException("bench.form is '%s'; take short or long".formatted(name));
        };
    }

    List<String> measures() {
        return this == SHORT ? DAILY_MEASURES : Measures.names();
    }

    List<String> contenders() {
        return this == SHORT ? DAILY_CONTENDERS : Contenders.names();
    }

    List<String> scenarios() {
        return this == SHORT ? Scenarios.DAILY : Scenarios.names();
    }
}
