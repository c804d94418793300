/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

/**
 * Records to consume. Keys are 8 bytes, nothing is compressed.
 *
 * @param partitions over how many partitions they are spread, evenly
 * @param records how many there are
 * @param valueBytes how long each value is
 */
public record Workload(int partitions, int records, int valueBytes) {

    /** 12 partitions, values of 100 bytes. */
    public static final Workload STANDARD = new Workload(12, 1_000_000, 100);

    /** As many records of the same kind. */
    public Workload withRecords(int number) {
        return new Workload(partitions, number, valueBytes);
    }

    @Override
    public String toString() {
        return "%,d records of %d B over %d partitions".formatted(records, valueBytes, partitions);
    }
}
