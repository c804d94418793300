/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ParallelMapTests {

    @Test
    void theCallerDoesAllOfItIfNobodyComes() throws Exception {
        assertThat(new ParallelMap<>(3, (index, worker) -> worker + ":" + index).run(7))
                .containsExactly("7:0", "7:1", "7:2");
    }

    @Test
    void whoeverComesTakesTheNextIndexAndTheResultsAreInOrder() throws Exception {
        Set<Integer> workers = ConcurrentHashMap.newKeySet();
        CountDownLatch both = new CountDownLatch(2);
        ParallelMap<Integer> map = new ParallelMap<>(10, (index, worker) -> {
            workers.add(worker);
            both.countDown();
            assertThat(both.await(60, TimeUnit.SECONDS)).isTrue();
            return index;
        });
        List<SideJob> jobs = map.jobs(1);
        Thread helper = new Thread(() -> jobs.get(0).run(1));
        helper.start();

        assertThat(map.run(0)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);

        helper.join();
        assertThat(workers).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void nothingIsBegunAfterAFailureWhichIsThrownAsItIs() {
        AtomicInteger calls = new AtomicInteger();
        ParallelMap<Integer> map = new ParallelMap<>(10, (index, worker) -> {
            calls.incrementAndGet();
            if (index == 2) {
                throw new IOException("third");
            }
            return index;
        });

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> map.run(0))
                .withMessage("third");
        assertThat(calls).hasValue(3);
    }

    @Test
    void aFailureIsThrownWhenTheOtherCallsAreOver() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch failing = new CountDownLatch(1);
        AtomicInteger finished = new AtomicInteger();
        ParallelMap<Integer> map = new ParallelMap<>(2, (index, worker) -> {
            if (worker == 1) {
                begun.countDown();
                assertThat(failing.await(60, TimeUnit.SECONDS)).isTrue();
                finished.incrementAndGet();
                return index;
            }
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            failing.countDown();
            throw new IllegalStateException("no");
        });
        List<SideJob> jobs = map.jobs(1);
        Thread helper = new Thread(() -> jobs.get(0).run(1));
        helper.start();

        assertThatIllegalStateException().isThrownBy(() -> map.run(0)).withMessage("no");
        assertThat(finished).as("before the failure was thrown").hasValue(1);
        helper.join();
    }

    @Test
    void errorsAreThrownAsTheyAre() {
        ParallelMap<Integer> map = new ParallelMap<>(1, (index, worker) -> {
            throw new StackOverflowError();
        });

        assertThatExceptionOfType(StackOverflowError.class).isThrownBy(() -> map.run(0));
    }

    @Test
    void nothingAtAllHasNoResults() throws Exception {
        ParallelMap<Integer> map = new ParallelMap<>(0, (index, worker) -> index);

        assertThat(map.jobs(-1)).isEmpty();
        assertThat(map.run(0)).isEmpty();
    }
}
