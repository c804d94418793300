/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.directstream.offset.StoreOutcome;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the offset stores of one stream answer, and how long that takes. */
final class StoreMeters {

    private static final String FAILED = "failed";

    private final MetersOfStream meters;

    private final Map<String, Timers> stores = new ConcurrentHashMap<>();

    StoreMeters(MetersOfStream meters) {
        this.meters = meters;
    }

    /**
     * Records an answer.
     *
     * @param outcome what the store did with a range; null if it failed
     */
    void answered(String store, @Nullable StoreOutcome outcome, Duration duration) {
        Timers known = stores.get(store);
        (known == null ? stores.computeIfAbsent(store, this::timers) : known)
                .of(outcome)
                .record(duration);
    }

    /** All at once, so that a first failure is an increase and not a series that appears. */
    private Timers timers(String store) {
        Map<StoreOutcome, Timer> outcomes = new EnumMap<>(StoreOutcome.class);
        for (StoreOutcome outcome : StoreOutcome.values()) {
            outcomes.put(outcome, timer(store, DirectStreamMeters.word(outcome)));
        }
        return new Timers(outcomes, timer(store, FAILED));
    }

    private Timer timer(String store, String outcome) {
        return meters.timer(
                DirectStreamMeters.OFFSET_STORES,
                "Answers of the offset store, one per range",
                DirectStreamMeters.TAG_STORE,
                store,
                DirectStreamMeters.TAG_OUTCOME,
                outcome);
    }

    private record Timers(Map<StoreOutcome, Timer> outcomes, Timer failed) {

        Timer of(@Nullable StoreOutcome outcome) {
            Timer timer = outcome == null ? null : outcomes.get(outcome);
            return timer == null ? failed : timer;
        }
    }
}
