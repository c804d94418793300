/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.micro;

import io.directstream.OffsetRange;
import io.directstream.RangeAddress;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a range costs that is made and named, as in log lines and headers. */
@State(Scope.Benchmark)
public class AddressBenchmark {

    private long from = 1_000_000_000L;

    /** Makes a range and its name. */
    @Benchmark
    public String address() {
        from++;
        return new RangeAddress("orders", OffsetRange.create("orders", 7, from, from + 500)).toString();
    }
}
