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
}
