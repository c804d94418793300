/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.directstream.fakes.SettableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SharedAnswersTests {

    private final SettableClock clock = new SettableClock();

    private final SharedAnswers<Integer> answers = new SharedAnswers<>(clock);

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void anAnswerIsForAllWhoAskWithinASecondAfterIt() {
        assertThat(answers.get("orders", asked::incrementAndGet)).isEqualTo(1);
        clock.advance(Duration.ofMillis(999));
        assertThat(answers.get("orders", asked::incrementAndGet)).isEqualTo(1);
        assertThat(answers.get("payments", asked::incrementAndGet))
                .as("another stream")
                .isEqualTo(2);

        clock.advance(Duration.ofMillis(1));
        assertThat(answers.get("orders", asked::incrementAndGet)).isEqualTo(3);
    }

    @Test
    void aFailureIsForAllWhoAskWithinASecondAfterIt() {
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> answers.get("orders", () -> {
                        throw new IllegalStateException("no broker, " + asked.incrementAndGet());
                    }))
                    .withMessage("no broker, 1");
        }

        clock.advance(Duration.ofSeconds(1));
        assertThat(answers.get("orders", asked::incrementAndGet)).isEqualTo(2);
    }

    @Test
    @DisplayName("I7: requests that come together ask once, however many they are")
    void requestsThatComeTogetherAskOnce() throws Exception {
        CountDownLatch broker = new CountDownLatch(1);
        ThreadPoolExecutor threads = new ThreadPoolExecutor(8, 8, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        try {
            List<Future<Integer>> requests = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                requests.add(threads.submit(() -> answers.get("orders", () -> {
                    pass(broker);
                    return asked.incrementAndGet();
                })));
            }
            clock.advance(Duration.ofMinutes(1));
            await().until(() -> threads.getActiveCount() == 8);
            broker.countDown();
            for (Future<Integer> request : requests) {
                assertThat(request.get(60, TimeUnit.SECONDS)).isEqualTo(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
