/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

/** How records are spread over partitions. */
enum Skew {
    /** Each partition gets as many. */
    EVEN {
        @Override
        int partition(int number, int partitions) {
            return number % partitions;
        }
    },
    /** Partition 0 gets every second record, the others share the rest. */
    HALF_ON_ONE {
        @Override
        int partition(int number, int partitions) {
            return number % 2 == 0 ? 0 : 1 + number / 2 % (partitions - 1);
        }
    };

    /** The partition of the record with this number. */
    abstract int partition(int number, int partitions);
}
