/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.OffsetRange;
import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadWatchTests {

    private final ManualClock clock = new ManualClock();

    private final ReadJob<Long> job = new ReadJob<>(
            List.of(OffsetRange.create("orders", 0, 0, 100), OffsetRange.create("orders", 1, 0, 100)),
            RangeReadObserver.NONE,
            clock);

    private final AtomicInteger interrupts = new AtomicInteger();

    private final List<String> lines = new ArrayList<>();

    @Test
    void aLineTellsTheProgressEveryFiveSeconds() {
        try (ReadWatch watch = watch(null)) {
            RangeState state = Objects.requireNonNull(job.next());
            state.begun();
            state.moved(50, 40, 4_000);
            watch.look();
            assertThat(lines).isEmpty();

            clock.advance(Duration.ofSeconds(5));
            watch.look();
            watch.look();
            clock.advance(Duration.ofSeconds(5));
            watch.look();

            assertThat(lines)
                    .hasSize(2)
                    .first()
                    .asString()
                    .isEqualTo(
                            "reading: 0 of 2 ranges and 50 of 200 offsets (25 %) after 5 s, 40 records (8 per second), "
                                    + "4000 bytes; orders-0@[0,100) at 50");
        }
    }

    @Test
    void aReadWhoseProgressWasToldIsToldToHaveEnded() {
        try (ReadWatch watch = watch(null)) {
            clock.advance(Duration.ofSeconds(5));
            watch.look();
            RangeState state = Objects.requireNonNull(job.next());
            state.moved(100, 90, 9_000);
            state.done();
            clock.advance(Duration.ofSeconds(1));
        }

        assertThat(lines)
                .hasSize(2)
                .last()
                .asString()
                .isEqualTo("read: 1 of 2 ranges and 100 of 200 offsets (50 %) after 6 s, 90 records (15 per second), "
                        + "9000 bytes");
    }

    @Test
    void aReadThatEndsEarlyIsToldSo() {
        try (ReadWatch watch = watch(null)) {
            clock.advance(Duration.ofSeconds(5));
            watch.look();
            job.cancel();
        }

        assertThat(lines).hasSize(2).last().asString().startsWith("ended early: 0 of 2 ranges and 0 of 200 offsets");
    }

    @Test
    void nothingIsToldOfAShortRead() {
        try (ReadWatch watch = watch(null)) {
            clock.advance(Duration.ofMillis(4_999));
            watch.look();
        }

        assertThat(lines).isEmpty();
    }

    @Test
    void functionsThatGoOnAfterTheEndAreInterruptedASecondLaterAndOnce() {
        try (ReadWatch watch = watch(Duration.ofSeconds(2))) {
            watch.look();
            assertThat(job.end().isSet()).isFalse();

            clock.advance(Duration.ofSeconds(2));
            watch.look();
            assertThat(job.end().reason()).hasMessageContaining("not done within 2000 ms: of 2 ranges 0 were read");
            assertThat(interrupts).hasValue(0);

            for (int i = 0; i < 3; i++) {
                clock.advance(Duration.ofSeconds(1));
                watch.look();
            }
        }

        assertThat(interrupts).hasValue(1);
    }

    private ReadWatch watch(@Nullable Duration deadline) {
        return new ReadWatch(job, deadline, clock.nanoTime(), interrupts::incrementAndGet, clock, lines::add);
    }
}
