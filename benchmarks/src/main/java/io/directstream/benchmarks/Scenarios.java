/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.work.Calibration;
import io.directstream.benchmarks.work.Work;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The topics to drain, in the order of the report. To add one, add its row. */
final class Scenarios {

    /** Those of every day. */
    static final List<String> DAILY = List.of("p12", "p2000");

    private static final int MILLION = 1_000_000;

    private static final List<Scenario> ALL = List.of(
            row("p12", new Workload(12, 18 * MILLION, 100), Work.Nothing::new),
            row("p200", new Workload(200, 12 * MILLION, 100), Work.Nothing::new),
            row("p512", new Workload(512, 12 * MILLION, 100), Work.Nothing::new),
            row("p2000", new Workload(2_000, 8 * MILLION, 100), Work.Nothing::new),
            row("cpu12", new Workload(12, 2 * MILLION, 100), Calibration::twoMicros),
            row(
                    "hot12",
                    new Workload(12, 2 * MILLION, new Values.Zeros(100), Skew.HALF_ON_ONE, "none"),
                    Calibration::twoMicros),
            row("json12", new Workload(12, 2 * MILLION, new Values.Orders(), Skew.EVEN, "none"), Work.Json::new),
            row("lz4", new Workload(12, MILLION, new Values.Words(1_024), Skew.EVEN, "lz4"), Work.Nothing::new),
            new Scenario("heap256", new Workload(12, 6 * MILLION, 100), 0, Work.Nothing::new, Optional.of("256m")));

    private Scenarios() {}

    static List<String> names() {
        return ALL.stream().map(Scenario::name).toList();
    }

    /** One of them, with as many records as the settings say. */
    static Scenario named(String name, Settings settings) {
        Scenario scenario = ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no scenario '%s'; take one of %s".formatted(name, names())));
        int records = scenario.workload().records();
        return scenario.withRecords(settings.recordsOr(records / 6, records), settings.rehearsalsOr(0, 8));
    }

    private static Scenario row(String name, Workload workload, Supplier<Work> work) {
        return new Scenario(name, workload, 0, work, Optional.empty());
    }
}
