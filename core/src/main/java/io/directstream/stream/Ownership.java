/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Whether everything of one batch is still assigned here, in the epochs in which it was planned. Listeners have it asked for
 * every record, so it takes no lock, and looks at the batch's partitions again only after the epoch of some partition ended.
 */
final class Ownership implements BooleanSupplier {

    private final Assignment assignment;

    private final List<AssignedPartition> partitions;

    /** How many epochs had ended when all of these partitions were still here. */
    private volatile long seen;

    /** Made with the assignment's lock held, when all of these partitions are current. */
    Ownership(Assignment assignment, List<AssignedPartition> partitions) {
        this.assignment = assignment;
        this.partitions = partitions;
        this.seen = assignment.ended();
    }

    @Override
    public boolean getAsBoolean() {
        long now = assignment.ended();
        if (now == seen) {
            return true;
        }
        for (AssignedPartition partition : partitions) {
            if (partition.ended) {
                return false;
            }
        }
        seen = now;
        return true;
    }
}
