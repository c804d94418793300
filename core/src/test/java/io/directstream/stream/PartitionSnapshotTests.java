/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartitionSnapshotTests {

    @Test
    void saysWhatHoldsPartitionsUp() {
        List<PartitionSnapshot> partitions = List.of(
                snapshot(0, PartitionState.IDLE, null),
                snapshot(1, PartitionState.FAILED, "it failed"),
                snapshot(2, PartitionState.BACKING_OFF, "no room"));

        assertThat(PartitionSnapshot.whyParked(partitions)).isEqualTo("orders-1: it failed");
        assertThat(PartitionSnapshot.whyHeldUp(partitions)).isEqualTo("orders-1: it failed; orders-2: no room");
        assertThat(PartitionSnapshot.whyHeldUp(partitions.subList(0, 1))).isNull();
    }

    @Test
    void namesNoMoreThanAFew() {
        List<PartitionSnapshot> partitions = IntStream.range(0, 8)
                .mapToObj(partition -> snapshot(partition, PartitionState.LOADING, "why"))
                .toList();

        assertThat(PartitionSnapshot.whyHeldUp(partitions))
                .isEqualTo("orders-0: why; orders-1: why; orders-2: why; orders-3: why; orders-4: why; and 3 more");
    }

    private static PartitionSnapshot snapshot(int partition, PartitionState state, @Nullable String reason) {
        return new PartitionSnapshot(
                new TopicPartition("orders", partition), state, reason, null, null, null, null, null, null);
    }
}
