/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.child.Figures;
import java.util.function.ToDoubleFunction;

/** What figures say; NaN if they do not. */
final class Derived {

    private Derived() {}

    static double kiloPerSecond(Figures figures) {
        return figures.get("records") * 1e6 / figures.get("wallNanos");
    }

    static double cpuSecondsPerMillion(Figures figures) {
        return figures.get("cpuNanos") / 1e3 / figures.get("records");
    }

    static double cpuPercent(Figures figures) {
        return figures.get("cpuNanos") * 100.0 / figures.get("wallNanos");
    }

    /** Of the Java threads alone: what the contender's code does, without the JVM's compilers and collectors. */
    static double threadCpuPercent(Figures figures) {
        return figures.get("threadCpuNanos") * 100.0 / figures.get("wallNanos");
    }

    static double bytesPerRecord(Figures figures) {
        return (double) figures.get("allocatedBytes") / figures.get("records");
    }

    static double fetchesPerSecond(Figures figures) {
        return figures.get("fetches") * 1e9 / figures.get("wallNanos");
    }

    static ToDoubleFunction<Figures> millis(String micros) {
        return figures -> figures.find(micros).map(value -> value / 1e3).orElse(Double.NaN);
    }

    static ToDoubleFunction<Figures> mega(String bytes) {
        return figures -> figures.get(bytes) / 1e6;
    }

    static ToDoubleFunction<Figures> number(String name) {
        return figures -> figures.find(name).map(Long::doubleValue).orElse(Double.NaN);
    }
}
