/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contenders by name, in the order of the report. */
public final class Contenders {

    /** The contender that the others are compared with. */
    public static final String BASELINE = "loop";

    private static final int LARGE_POLL = 5_000;

    private static final Map<String, Contender> ALL = all();

    private Contenders() {}

    /** The names of all contenders. */
    public static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    static Contender named(String name) {
        Contender contender = ALL.get(name);
        if (contender == null) {
            throw new IllegalArgumentException("there is no contender '%s'; take one of %s".formatted(name, names()));
        }
        return contender;
    }

    private static Map<String, Contender> all() {
        Map<String, Contender> all = new LinkedHashMap<>();
        all.put(BASELINE, new KafkaLoop(LARGE_POLL, () -> new Committing.Async(Duration.ofMillis(50))));
        all.put("loop-sync", new KafkaLoop(LARGE_POLL, Committing.Sync::new));
        all.put("spring-kafka", new SpringKafka(Map.of()));
        all.put("spring-kafka-5000", new SpringKafka(Map.of("max.poll.records", LARGE_POLL)));
        all.put("direct-stream", new DirectStreams());
        return all;
    }
}
