/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CoverageTests {
    @Test
    void everythingReadOnceByWhomever() {
        assertThat(Coverage.of(List.of(read("b", 0, 10, 20), read("a", 0, 0, 10)), Map.of(0, 20L)))
                .isEqualTo(new Coverage(20, 0, 0, 0));
    }

    @Test
    void gapsAndWhatNobodyReachedAreLost() {
        assertThat(Coverage.of(List.of(read("a", 0, 2, 10), read("a", 0, 12, 15)), Map.of(0, 20L, 1, 5L)))
                .isEqualTo(new Coverage(25, 2 + 2 + 5 + 5, 0, 0));
    }

    @Test
    void whatWasReadBeforeIsRepeatedWithWhateverBounds() {
        List<ReadRange> read = List.of(read("a", 0, 0, 10), read("b", 0, 5, 8), read("b", 0, 8, 20));

        assertThat(Coverage.of(read, Map.of(0, 20L))).isEqualTo(new Coverage(20, 0, 3 + 2, 1));
    }

    @Test
    void repeatedRangesAreThoseOfTheReaderWithFewerOfThePartitionWithMost() {
        List<ReadRange> zombie = List.of(
                read("b", 0, 0, 4), read("b", 0, 4, 7), read("b", 0, 7, 10), read("a", 0, 0, 6), read("a", 0, 6, 10));
        List<ReadRange> crash = List.of(read("a", 1, 0, 10), read("b", 1, 0, 5), read("b", 1, 5, 10));

        assertThat(Coverage.of(zombie, Map.of()).repeatedRanges()).isEqualTo(2);
        assertThat(Coverage.of(crash, Map.of()).repeatedRanges()).isEqualTo(1);
        assertThat(Coverage.of(Stream.concat(zombie.stream(), crash.stream()).toList(), Map.of())
                        .repeatedRanges())
                .isEqualTo(2);
    }

    @Test
    void twoReadersAtOnceCountByWhoHasFewer() {
        List<ReadRange> both = List.of(
                read("b", 0, 0, 3), read("b", 0, 3, 6), read("a", 0, 0, 12), read("b", 0, 6, 9), read("b", 0, 9, 12));

        assertThat(Coverage.of(both, Map.of()).repeatedRanges()).isEqualTo(1);
    }

    @Test
    void whoReadsItsOwnRangesAgainCountsToo() {
        List<ReadRange> restarted = List.of(read("a", 0, 0, 3), read("a", 0, 3, 6), read("a", 0, 0, 6));

        assertThat(Coverage.of(restarted, Map.of()).repeatedRanges()).isEqualTo(1);
    }

    @Test
    void ofATimeOnlyTheRepeatsOfThatTimeCount() {
        Instant then = Instant.EPOCH.plusSeconds(1);
        List<ReadRange> read =
                List.of(read("a", 0, 0, 10), read("b", 0, 5, 8), new ReadRange(then.plusSeconds(1), "b", 0, 8, 20));

        assertThat(Coverage.of(read, Map.of(), Instant.MIN, then).repeated()).isEqualTo(3);
        assertThat(Coverage.of(read, Map.of(), then, Instant.MAX).repeated()).isEqualTo(2);
    }

    private static ReadRange read(String replica, int partition, long from, long until) {
        return new ReadRange(Instant.EPOCH, replica, partition, from, until);
    }
}
