/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BatchTimeTests {

    @Test
    void partsThatWereDueTogetherAreOneBatchThatEndsWithTheLastOfThem() {
        List<BatchPart> parts = List.of(
                new BatchPart(1_000_007, 1_050_000),
                new BatchPart(2_000_000, 2_020_000),
                new BatchPart(1_000_000, 1_300_000),
                new BatchPart(1_000_001, 1_010_000));

        assertThat(BatchTime.join(parts, 0, 3_000_000))
                .containsExactly(new BatchTime(1_000_000, 1_300_000), new BatchTime(2_000_000, 2_020_000));
    }

    @Test
    void batchesOutsideTheTimeThatIsMeasuredDoNotCount() {
        List<BatchPart> parts = List.of(
                new BatchPart(1_000_000, 1_100_000),
                new BatchPart(2_000_000, 2_100_000),
                new BatchPart(3_000_000, 3_100_000));

        assertThat(BatchTime.join(parts, 1_500_000, 3_000_000)).containsExactly(new BatchTime(2_000_000, 2_100_000));
    }

    @Test
    void theGapIsBetweenTheEndsOfTwoBatches() {
        List<BatchTime> batches = List.of(
                new BatchTime(1_000_000, 1_100_000),
                new BatchTime(2_000_000, 2_700_000),
                new BatchTime(3_000_000, 3_200_000));

        assertThat(BatchTime.figures(batches))
                .isEqualTo(Map.of(
                        "batches", 3L,
                        "batchP50Micros", 200_000L,
                        "batchP95Micros", 700_000L,
                        "longestGapMicros", 1_600_000L));
    }
}
