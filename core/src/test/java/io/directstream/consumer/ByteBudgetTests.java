/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ByteBudgetTests {

    private final AtomicInteger rooms = new AtomicInteger();

    private final ByteBudget budget = new ByteBudget(100, Integer.MAX_VALUE, rooms::incrementAndGet);

    @Test
    void isFullAtItsMaximum() {
        budget.take(0, 99);
        assertThat(budget.isFull()).isFalse();

        budget.take(0, 1);
        assertThat(budget.isFull()).isTrue();
        assertThat(budget.used()).isEqualTo(100);
    }

    @Test
    void staysFullUntilHalfOfItIsFreeAndSaysSoOnce() {
        budget.take(0, 130);

        budget.giveBack(0, 79);
        assertThat(budget.isFull()).as("51 of 100").isTrue();
        assertThat(rooms).hasValue(0);

        budget.giveBack(0, 1);
        assertThat(budget.isFull()).as("50 of 100").isFalse();
        assertThat(rooms).hasValue(1);

        budget.giveBack(0, 50);
        assertThat(rooms).as("nobody waits any more").hasValue(1);
        assertThat(budget.used()).isZero();
    }

    @Test
    void mayBeUsedUpAgain() {
        budget.take(0, 100);
        budget.giveBack(0, 100);
        budget.take(0, 100);
        assertThat(budget.isFull()).isTrue();

        budget.giveBack(0, 60);
        assertThat(budget.isFull()).isFalse();
        assertThat(rooms).hasValue(2);
    }

    @Test
    void isRoomyUpToHalf() {
        budget.take(0, 50);
        assertThat(budget.isRoomy()).isTrue();

        budget.take(0, 1);
        assertThat(budget.isRoomy()).isFalse();
    }

    @Test
    void isFullWithTwoBatchesOfEachPartitionWhateverTheirBytes() {
        ByteBudget ahead = new ByteBudget(Long.MAX_VALUE, 10_000, rooms::incrementAndGet);
        ahead.assigned(3);
        ahead.take(59_999, 1);
        assertThat(ahead.isFull()).isFalse();

        ahead.take(1, 1);
        assertThat(ahead.isFull()).isTrue();

        ahead.giveBack(29_999, 1);
        assertThat(ahead.isFull()).as("30,001 of 60,000").isTrue();

        ahead.giveBack(1, 1);
        assertThat(ahead.isFull()).as("30,000 of 60,000").isFalse();
        assertThat(rooms).hasValue(1);
    }

    @Test
    void hasRoomAgainWhenPartitionsCome() {
        ByteBudget ahead = new ByteBudget(Long.MAX_VALUE, 10_000, rooms::incrementAndGet);
        ahead.assigned(1);
        ahead.take(20_000, 1);
        assertThat(ahead.isFull()).isTrue();

        ahead.assigned(2);

        assertThat(ahead.isFull()).isFalse();
        assertThat(rooms).hasValue(1);
    }

    @Test
    void readsAheadWhatTwoPollsBringHoweverSmallBatchesAre() {
        ByteBudget ahead = new ByteBudget(Long.MAX_VALUE, 1, rooms::incrementAndGet);
        ahead.assigned(1);
        ahead.take(19_999, 1);
        assertThat(ahead.isFull()).isFalse();

        ahead.take(1, 1);
        assertThat(ahead.isFull()).isTrue();
    }

    @Test
    void isUrgentAsLongAsAReaderIsWanted() {
        budget.addUrgent(1);
        budget.addUrgent(1);
        budget.addUrgent(-1);
        assertThat(budget.isUrgent()).isTrue();

        budget.addUrgent(-1);
        assertThat(budget.isUrgent()).isFalse();
    }

    @Test
    void isNeverFullWithLittleUsedHoweverItWasTakenAndGivenBack() {
        Random random = new Random(20_262);
        for (int round = 0; round < 200; round++) {
            Deque<Long> taken = new ArrayDeque<>();
            for (int step = 0; step < 100; step++) {
                if (taken.isEmpty() || random.nextBoolean()) {
                    taken.add((long) random.nextInt(80));
                    budget.take(0, taken.getLast());
                } else {
                    budget.giveBack(0, taken.removeFirst());
                }
                long used = taken.stream().mapToLong(Long::longValue).sum();
                assertThat(budget.used()).isEqualTo(used);
                assertThat(budget.isFull()).isIn(used >= 100, used > 50);
            }
            taken.forEach(bytes -> budget.giveBack(0, bytes));
            assertThat(budget.used()).isZero();
            assertThat(budget.isFull()).isFalse();
        }
    }
}
