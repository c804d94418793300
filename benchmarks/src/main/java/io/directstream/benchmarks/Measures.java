/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be measured, in the order of the report. To add a measure, add its line. */
final class Measures {

    static final String DRAIN = "drain";

    static final String READS = "reads";

    static final String LATENCY = "latency";

    static final String LIVE = "live";

    static final String IDLE = "idle";

    static final String MICRO = "micro";

    static final String STARTUP = "startup";

    static final String ENDPOINTS = "endpoints";

    static final String JDBC = "jdbc";

    private static final Map<String, Measure> ALL = all();

    private Measures() {}

    static List<String> names() {
        return List.copyOf(ALL.keySet());
    }

    static Measure named(String name) {
        Measure measure = ALL.get(name);
        if (measure == null) {
            throw new IllegalArgumentException("there is no measure '%s'; take one of %s".formatted(name, names()));
        }
        return measure;
    }

    private static Map<String, Measure> all() {
        Map<String, Measure> all = new LinkedHashMap<>();
        all.put(DRAIN, DrainMeasurement::run);
        all.put(READS, ReadMeasurement::run);
        all.put(LATENCY, LatencyMeasurement::run);
        all.put(LIVE, LiveMeasurement::run);
        all.put(IDLE, IdleMeasurement::run);
        all.put(MICRO, MicroMeasurement::run);
        all.put(STARTUP, StartupMeasurement::run);
        all.put(ENDPOINTS, EndpointsMeasurement::run);
        all.put(JDBC, JdbcMeasurement::run);
        return all;
    }
}
