/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PatienceTests {

    private final ManualClock clock = new ManualClock();

    private final Patience patience = new Patience(clock);

    @Test
    @DisplayName("I7: all questions of a request have one deadline together")
    void theQuestionsShareOneDeadline() {
        assertThat(patience.await("a first answer", CompletableFuture.completedStage(1)))
                .isOne();
        clock.advance(Duration.ofSeconds(30).minusMillis(20));
        assertThat(patience.isOver()).isFalse();
        assertThat(patience.remainingMs()).isEqualTo(20);

        assertThatExceptionOfType(OffsetMoveException.class)
                .isThrownBy(() -> patience.await("the members", new CompletableFuture<>()))
                .withMessage("the members: no answer within 30 s")
                .satisfies(late -> assertThat(late.reason()).isEqualTo(OffsetMoveException.Reason.UNAVAILABLE));
        clock.advance(Duration.ofMillis(20));
        assertThat(patience.isOver()).isTrue();
        assertThat(patience.remainingMs()).isOne();
    }

    @Test
    void aFailureIsToldWithWhatWasAskedFor() {
        assertThatExceptionOfType(OffsetMoveException.class)
                .isThrownBy(() -> patience.await(
                        "topic orders", CompletableFuture.failedStage(new IllegalStateException("not authorized"))))
                .withMessage("topic orders: not authorized");
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(OffsetMoveException.class)
                .isThrownBy(() -> patience.await("the members", new CompletableFuture<>()));
        assertThat(Thread.interrupted()).isTrue();
    }
}
