/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetRangeTests {

    @Test
    void countsItsOffsets() {
        OffsetRange range = OffsetRange.create("orders", 3, 10, 25);

        assertThat(range.count()).isEqualTo(15);
        assertThat(range.isEmpty()).isFalse();
        assertThat(range.topicPartition()).isEqualTo(new TopicPartition("orders", 3));
    }

    @Test
    void mayBeEmpty() {
        OffsetRange range = OffsetRange.create("orders", 0, 7, 7);

        assertThat(range.isEmpty()).isTrue();
        assertThat(range.count()).isZero();
    }

    @Test
    void isTheSameHoweverItIsMade() {
        assertThat(OffsetRange.create(new TopicPartition("orders", 3), 10, 25))
                .isEqualTo(OffsetRange.create("orders", 3, 10, 25))
                .isEqualTo(new OffsetRange("orders", 3, 10, 25));
    }

    @Test
    void showsPartitionAndBounds() {
        assertThat(OffsetRange.create("orders.eu-1", 3, 10, 25)).hasToString("orders.eu-1-3@[10,25)");
    }

    @Test
    void reachesToTheLastOffsetThereCanBe() {
        assertThat(OffsetRange.create("orders", 0, 0, Long.MAX_VALUE).count()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aReversedRangeIsRefusedWithBothBounds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OffsetRange.create("orders", 3, 25, 10))
                .withMessage("untilOffset 10 is before fromOffset 25 in orders-3; "
                        + "a range runs from its first offset to the one after its last");
    }

    @Test
    void negativeNumbersAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OffsetRange.create("orders", -1, 0, 1))
                .withMessage("partition is -1; partitions count from 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OffsetRange.create("orders", 0, -2, 1))
                .withMessage("fromOffset is -2; offsets count from 0");
        assertThatIllegalArgumentException().isThrownBy(() -> OffsetRange.create("orders", 0, 0, -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aBlankTopicIsRefused(String topic) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OffsetRange.create(topic, 0, 0, 1))
                .withMessage("topic is blank; name the topic of the range");
    }

    @Test
    void aMissingTopicIsRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> new OffsetRange(null, 0, 0, 1))
                .withMessage("topic");
    }

    @Test
    void isOrderedByTopicThenPartitionAsANumberThenBounds() {
        List<OffsetRange> ordered = List.of(
                OffsetRange.create("a", 2, 9, 9),
                OffsetRange.create("a", 10, 0, 1),
                OffsetRange.create("a", 10, 1, 2),
                OffsetRange.create("a", 10, 1, 3),
                OffsetRange.create("b", 0, 0, 0));

        List<OffsetRange> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(1));

        assertThat(shuffled.stream().sorted()).isEqualTo(ordered);
    }

    @Test
    void rangesCutOneAfterTheOtherCoverThePartitionWithoutGapOrOverlap() {
        Random random = new Random(20_261);
        for (int round = 0; round < 500; round++) {
            long begin = random.nextInt(1_000);
            long end = begin + random.nextInt(1_000);
            List<OffsetRange> cuts = new ArrayList<>();
            for (long from = begin; from < end; ) {
                long until = Math.min(end, from + 1 + random.nextInt(50));
                cuts.add(OffsetRange.create("orders", 0, from, until));
                from = until;
            }

            assertThat(cuts.stream().mapToLong(OffsetRange::count).sum()).isEqualTo(end - begin);
            assertThat(cuts).isSorted().noneMatch(OffsetRange::isEmpty);
            assertThat(new TreeSet<>(cuts)).as("order and equality agree").hasSize(cuts.size());
        }
    }
}
