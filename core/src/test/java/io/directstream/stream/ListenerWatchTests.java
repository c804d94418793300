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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ListenerWatchTests {

    private final ReadingFixture reading = new ReadingFixture();

    private final RecordingLogger log = new RecordingLogger();

    private final ListenerWatch watch =
            new ListenerWatch(StreamOptions.of("orders", "billing"), reading.reading, reading.clock, log);

    @Test
    @DisplayName(
            "I9: a listener that does not come to an end is reported with its range and its stack, ever more seldom")
    void aListenerThatHangsIsReported() {
        reading.begin(P0, 5);
        reading.arrive(P0, 5, 9);
        PlannedRange hanging = reading.take();
        reading.table.delivering(hanging);

        for (int minute = 0; minute < 25; minute++) {
            watch.look();
            reading.clock.advance(Duration.ofMinutes(1));
        }

        String said = "WARN stream orders: the listener on %s has orders-0@[5,9) for %d s and does not come to an end";
        String thread = Thread.currentThread().getName();
        assertThat(log.lines())
                .containsExactly(
                        said.formatted(thread, 300), said.formatted(thread, 600), said.formatted(thread, 1_200));
        assertThat(log.failures().get(0).getStackTrace())
                .extracting(StackTraceElement::getMethodName)
                .contains("aListenerThatHangsIsReported");
        assertThat(reading.snapshot(P0).reason()).isEqualTo("its listener runs since 1200 s");

        reading.finish(hanging);
        assertThat(reading.snapshot(P0).reason()).isNull();
    }

    @Test
    void listenersThatComeToAnEndAreNot() {
        reading.begin(P0, 0);
        reading.begin(P1, 0);
        for (int minute = 0; minute < 10; minute++) {
            reading.arrive(P0, minute, minute + 1);
            PlannedRange planned = reading.take();
            reading.table.delivering(planned);
            reading.clock.advance(Duration.ofMinutes(1));
            watch.look();
            reading.finish(planned);
            reading.acknowledge(planned);
        }

        assertThat(log.lines()).isEmpty();
    }
}
