/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.OffsetRange;
import io.directstream.stream.BatchPlanner.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BatchPlannerTests {

    private final BatchPlanner planner = new BatchPlanner();

    @Test
    void plansAllThatIsInMemory() {
        PlannedRange planned = planner.plan(new Position(P0, 7, 100, 250, null, 11));

        assertThat(planned.range()).isEqualTo(OffsetRange.create(P0, 100, 250));
        assertThat(planned.epoch()).isEqualTo(7);
        assertThat(planned.attempt()).isEqualTo(1);
        assertThat(planned.fixed()).as("until is an upper bound").isFalse();
        assertThat(planned.records()).isNull();
        assertThat(planned.due()).isEqualTo(11);
    }

    @Test
    void samePositionSameRange() {
        Position position = new Position(P0, 7, 100, 250, null, 11);

        assertThat(planner.plan(position)).isEqualTo(planner.plan(position));
    }

    @Test
    void deliversAPendingRangeAgainBeforeAnythingNew() {
        PlannedRange pending = Ranges.taken(P0, 100, 120, 7).nextAttempt();

        assertThat(planner.plan(new Position(P0, 7, 100, 250, pending, 11))).isSameAs(pending);
    }

    @Test
    @DisplayName(
            "I1: of whatever positions, each range begins at its position, never goes back and carries its epoch and due time")
    void anyPositionsGiveRangesThatFollowThem() {
        Random random = new Random(20261126);
        for (int run = 0; run < 2_000; run++) {
            List<Position> positions = new ArrayList<>();
            for (int partition = 0; partition < 1 + random.nextInt(5); partition++) {
                long offset = random.nextInt(1_000);
                long upTo = offset + random.nextInt(100);
                TopicPartition of = new TopicPartition("orders", partition);
                PlannedRange pending = random.nextInt(4) == 0
                        ? Ranges.taken(of, offset, upTo, run).nextAttempt()
                        : null;
                positions.add(new Position(of, run, offset, upTo, pending, run));
            }

            List<PlannedRange> planned = planner.plan(positions);

            assertThat(planned).hasSameSizeAs(positions);
            for (int i = 0; i < planned.size(); i++) {
                Position position = positions.get(i);
                PlannedRange range = planned.get(i);
                assertThat(range.range())
                        .isEqualTo(OffsetRange.create(position.partition(), position.offset(), position.upTo()));
                assertThat(range.epoch()).isEqualTo(position.epoch());
                assertThat(range.fixed()).as("only what was delivered before").isEqualTo(position.pending() != null);
            }
        }
    }
}
