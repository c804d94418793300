/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static io.directstream.stream.Ranges.P1;
import static io.directstream.stream.Ranges.P2;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.testing.ManualClock;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OwnershipTests {

    private final PartitionTable table = ReadingFixture.table(new ManualClock());

    @BeforeEach
    void assign() {
        table.assign(List.of(P0, P1, P2));
    }

    @Test
    void aBatchIsOwnedUntilTheFirstOfItsPartitionsIsTakenAway() {
        BooleanSupplier owned = table.view().ownership(planned(P0, P1));
        assertThat(owned.getAsBoolean()).isTrue();

        table.remove(List.of(P1));

        assertThat(owned.getAsBoolean()).isFalse();
    }

    @Test
    void partitionsThatAreNotInTheBatchComeAndGo() {
        BooleanSupplier owned = table.view().ownership(planned(P0, P1));

        table.remove(List.of(P2));
        assertThat(owned.getAsBoolean()).isTrue();
        table.assign(List.of(P2));
        table.remove(List.of(P2));
        assertThat(owned.getAsBoolean()).isTrue();

        table.remove(List.of(P0));
        assertThat(owned.getAsBoolean()).isFalse();
    }

    @Test
    void aPartitionThatCameBackIsAnotherOne() {
        List<PlannedRange> planned = planned(P0, P1);
        BooleanSupplier owned = table.view().ownership(planned);

        table.remove(List.of(P0));
        table.assign(List.of(P0));

        assertThat(owned.getAsBoolean()).isFalse();
        assertThat(table.view().ownership(planned).getAsBoolean())
                .as("asked only now")
                .isFalse();
        assertThat(table.view().ownership(planned(P0, P1)).getAsBoolean()).isTrue();
    }

    private List<PlannedRange> planned(TopicPartition... partitions) {
        return Stream.of(partitions)
                .map(partition -> Ranges.planned(
                        partition, 0, 5, table.view().epochs(List.of(partition)).get(partition)))
                .toList();
    }
}
