/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The gauges of one name, of which exist exactly those whose value is known. A gauge that asks for its value when it is
 * read would have to answer NaN for an unknown one, and a registry would export that; one that is registered anew for
 * each value would be missing from a scrape in between.
 */
final class GaugeSeries {

    private final MeterRegistry registry;

    private final BiFunction<Tags, Supplier<Number>, Meter> register;

    private final Map<Tags, Series> series = new HashMap<>();

    /**
     * No gauge yet.
     *
     * @param registry where gauges are removed from
     * @param register registers a gauge with these tags that reads this value
     */
    GaugeSeries(MeterRegistry registry, BiFunction<Tags, Supplier<Number>, Meter> register) {
        this.registry = registry;
        this.register = register;
    }

    /** Has exactly these gauges exist, with these values. */
    synchronized void show(Map<Tags, Double> values) {
        series.entrySet().removeIf(entry -> {
            boolean unknown = !values.containsKey(entry.getKey());
            if (unknown) {
                registry.remove(entry.getValue().meter);
            }
            return unknown;
        });
        values.forEach((tags, value) -> {
            Series shown = series.get(tags);
            if (shown != null) {
                shown.value.set(value);
            } else {
                Value holder = new Value(value);
                series.put(tags, new Series(holder, register.apply(tags, holder)));
            }
        });
    }

    private record Series(Value value, Meter meter) {}

    private static final class Value implements Supplier<Number> {

        private volatile double current;

        Value(double first) {
            this.current = first;
        }

        void set(double next) {
            current = next;
        }

        @Override
        public Number get() {
            return current;
        }
    }
}
