/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static io.directstream.stream.Ranges.P1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StallWatchTests {

    private final ReadingFixture reading = new ReadingFixture();

    private final StallWatch watch =
            new StallWatch(StreamOptions.of("orders", "billing"), reading.reading, reading.clock);

    @Test
    @DisplayName("I9: a partition that stands still below its log's end is fetched anew and says so")
    void aPartitionThatStandsStillIsFetchedAnew() {
        reading.begin(P0, 5);
        reading.begin(P1, 0);
        reading.table.updateEnds(Map.of(P0, 9L, P1, 0L), Map.of());
        reading.clock.advance(Duration.ofSeconds(29));
        watch.look();
        reading.poll();
        assertThat(reading.kafka.seeks()).containsExactly("orders-0@5", "orders-1@0");

        reading.clock.advance(Duration.ofSeconds(1));
        watch.look();
        // The wake-up, then the fetch.
        reading.poll();
        reading.poll();

        assertThat(reading.kafka.seeks()).containsExactly("orders-0@5", "orders-1@0", "orders-0@5");
        assertThat(reading.snapshot(P0).reason()).isEqualTo("nothing arrived below the log's end");
    }

    @Test
    @DisplayName("I9: a stream that had nothing to do is not known to have nothing to do once nobody answers")
    void anOldAnswerIsNoProgress() {
        reading.begin(P0, 5);
        reading.table.updateEnds(Map.of(P0, 5L), Map.of());
        Instant answered = reading.table.lastProgress();
        reading.clock.advance(Duration.ofSeconds(5));

        reading.table.updateEnds(Map.of(), Map.of());
        assertThat(reading.table.lastProgress()).isEqualTo(answered);

        reading.table.updateEnds(Map.of(P0, 5L), Map.of());
        assertThat(reading.table.lastProgress()).isEqualTo(answered.plusSeconds(5));
    }

    @Test
    void looksOnceASecond() {
        reading.begin(P0, 5);
        reading.clock.advance(Duration.ofMinutes(1));
        watch.look();
        reading.table.updateEnds(Map.of(P0, 9L), Map.of());
        reading.clock.advance(Duration.ofMillis(999));
        watch.look();

        assertThat(reading.snapshot(P0).reason()).isNull();
    }

    @Test
    void closesReadersThatNobodyUsedForLong() {
        reading.reading.cache().lease(P1, 0).orElseThrow().close();
        reading.clock.advance(Duration.ofMinutes(5));

        watch.look();

        assertThat(reading.reading.cache().snapshot().size()).isZero();
    }
}
