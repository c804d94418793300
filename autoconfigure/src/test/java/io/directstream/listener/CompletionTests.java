/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.OffsetRange;
import io.directstream.listener.ObservedRead.Outcome;
import io.directstream.stream.RangeOutcome;
import io.directstream.stream.RangeOutcome.State;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CompletionTests {

    private static final RangeOutcome COMPLETED =
            new RangeOutcome(OffsetRange.create("orders", 0, 0, 100), State.COMPLETED, 100, 90, null);

    private static final RangeOutcome FAILED =
            new RangeOutcome(OffsetRange.create("orders", 1, 0, 100), State.FAILED, 40, 30, "no room");

    private static final RangeOutcome CANCELLED = new RangeOutcome(
            OffsetRange.create("orders", 1, 0, 100), State.CANCELLED, 40, 30, "the stream was stopped");

    @Test
    void theLastLineTellsHowMuchWasReadInWhatTime(CapturedOutput output) {
        Completion completion = completion(COMPLETED);

        completion.log();

        assertThat(completion.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(completion.exitCode()).isZero();
        assertThat(output).contains("stream orders is complete: 90 records of 1 ranges in 4.5 s (20 per second)");
    }

    @Test
    void rangesThatFailedAreNamedAndAFault(CapturedOutput output) {
        Completion completion = completion(COMPLETED, FAILED);

        completion.log();

        assertThat(completion.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(completion.exitCode()).isEqualTo(1);
        assertThat(output)
                .contains("ERROR")
                .contains("stream orders ends with 120 records of 2 ranges in 4.5 s (27 per second); 1 of 2 ranges were"
                        + " not read to their ends:")
                .contains("- orders-1@[0,100) up to 40: no room");
    }

    @Test
    void aStopBeforeTheEndIsNoError(CapturedOutput output) {
        Completion completion = completion(COMPLETED, CANCELLED);

        completion.log();

        assertThat(completion.isCancelled()).isTrue();
        assertThat(output)
                .doesNotContain("ERROR")
                .contains("stream orders was stopped before its end: 120 records of 2 ranges");
    }

    @Test
    void aStopBeforeItsRangesAreKnownIsNoEndEither() {
        Completion stopped = new Completion(
                "stream orders",
                List.of(),
                new CompletionException(new CancellationException("it was stopped before its ranges were known")),
                Duration.ZERO);

        assertThat(stopped.isCancelled()).isTrue();
    }

    @Test
    void anInstanceWithoutARangeIsComplete(CapturedOutput output) {
        completion().log();

        assertThat(completion().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(completion().exitCode()).isZero();
        assertThat(output).contains("stream orders is complete: 0 records of 0 ranges");
    }

    @Test
    void aRefusalIsAFailure() {
        Completion refused = new Completion(
                "stream orders", List.of(), new IllegalArgumentException("no such topic"), Duration.ZERO);

        assertThat(refused.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(refused.exitCode()).isEqualTo(1);
    }

    private static Completion completion(RangeOutcome... outcomes) {
        return new Completion("stream orders", List.of(outcomes), null, Duration.ofMillis(4_500));
    }
}
