/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

/**
 * Records to consume. Keys are 8 bytes.
 *
 * @param partitions over how many partitions they are spread
 * @param records how many there are
 * @param values what they carry
 * @param skew how they are spread
 * @param compression the producer's compression
 */
record Workload(int partitions, int records, Values values, Skew skew, String compression) {

    /** Zeros, spread evenly and not compressed. */
    Workload(int partitions, int records, int valueBytes) {
        this(partitions, records, new Values.Zeros(valueBytes), Skew.EVEN, "none");
    }

    /** As many records of the same kind. */
    Workload withRecords(int number) {
        return new Workload(partitions, number, values, skew, compression);
    }

    @Override
    public String toString() {
        return "%,d records of %s%s over %d partitions%s"
                .formatted(
                        records,
                        values,
                        compression.equals("none") ? "" : " with " + compression,
                        partitions,
                        skew == Skew.EVEN ? "" : ", half of them in one");
    }
}
