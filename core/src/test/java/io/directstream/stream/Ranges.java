/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import io.directstream.testing.FetchedRecords;
import org.apache.kafka.common.TopicPartition;

/** Makes planned ranges and their records. */
final class Ranges {

    static final TopicPartition P0 = new TopicPartition("orders", 0);

    static final TopicPartition P1 = new TopicPartition("orders", 1);

    static final TopicPartition P2 = new TopicPartition("orders", 2);

    private Ranges() {}

    /** A first attempt, its records still to be taken. */
    static PlannedRange planned(TopicPartition partition, long from, long until, long epoch) {
        return new PlannedRange(OffsetRange.create(partition, from, until), epoch, 1, false, null, 0);
    }

    /** A first attempt with a record at every offset. */
    static PlannedRange taken(TopicPartition partition, long from, long until, long epoch) {
        return planned(partition, from, until, epoch)
                .cutTo(FetchedRecords.raw(FetchedRecords.records(partition, from, until), until));
    }
}
