/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamStatisticsTests {

    private final ManualClock clock = new ManualClock();

    private final StreamStatistics statistics = new StreamStatistics(2, clock);

    @Test
    void countsDeliveriesByOutcomeAndRecordsOfThoseThatCompleted() {
        finish(Ranges.taken(P0, 0, 5, 1), BatchOutcome.FAILED);
        finish(Ranges.taken(P0, 0, 5, 1), BatchOutcome.COMPLETED);
        finish(Ranges.taken(P0, 5, 7, 1), BatchOutcome.COMPLETED);
        finish(Ranges.planned(P0, 7, 9, 1), BatchOutcome.FENCED);
        statistics.fenceHit();
        finish(Ranges.taken(P0, 9, 12, 4), BatchOutcome.SKIPPED);
        finish(Ranges.taken(P0, 12, 13, 4), BatchOutcome.DEAD_LETTERED);
        finish(Ranges.taken(P0, 13, 14, 4), BatchOutcome.DEAD_LETTERED);

        assertThat(statistics.totals()).isEqualTo(new BatchTotals(2, 1, 2, 7, 1, 2));
    }

    @Test
    void remembersTheNewestDeliveriesNewestFirst() {
        for (long from = 0; from < 4; from++) {
            finish(Ranges.taken(P0, from, from + 1, 1), BatchOutcome.COMPLETED);
        }

        assertThat(statistics.history()).extracting(BatchResult::id).containsExactly(4L, 3L);
        assertThat(statistics.last()).isEqualTo(statistics.history().get(0));
    }

    @Test
    void withoutAHistoryStillKnowsTheLastOne() {
        StreamStatistics forgetful = new StreamStatistics(0, clock);
        PlannedRange planned = Ranges.taken(P0, 0, 1, 1);
        forgetful.finish(forgetful.begin(0), "orders", List.of(planned), BatchOutcome.COMPLETED, null);

        assertThat(forgetful.history()).isEmpty();
        assertThat(forgetful.last()).isNotNull();
    }

    @Test
    void measuresADelivery() {
        PlannedRange planned = Ranges.taken(P0, 0, 5, 1).nextAttempt();
        IllegalStateException failure = new IllegalStateException("no");
        StreamStatistics.Timer timer = statistics.begin(0);
        clock.advance(Duration.ofMillis(250));

        BatchResult result = statistics.finish(timer, "orders", List.of(planned), BatchOutcome.FAILED, failure);

        assertThat(result.duration()).hasMillis(250);
        assertThat(result.startedAt()).isEqualTo(clock.now().minusMillis(250));
        assertThat(result.attempt()).isEqualTo(2);
        assertThat(result.records()).isEqualTo(5);
        assertThat(result.failure()).isSameAs(failure);
    }

    private void finish(PlannedRange planned, BatchOutcome outcome) {
        statistics.finish(statistics.begin(0), "orders", List.of(planned), outcome, null);
    }
}
