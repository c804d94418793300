/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.Progress;
import io.directstream.fakes.SettableClock;
import io.directstream.listener.ObservedRead;
import io.directstream.listener.ObservedRead.Outcome;
import io.directstream.listener.ObservedRead.Purpose;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReadMetersTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private final SettableClock clock = new SettableClock();

    private final ReadMeters meters = new ReadMeters(registry, clock);

    private Progress progress = new Progress(0, 0, 0, 0, 0);

    private final ObservedRead read = new ObservedRead("orders", Purpose.REPLAY, () -> progress);

    @Test
    void aReadUnderWayShowsWhatIsLeftAndWhatWasRead() {
        meters.started(read);
        progress = new Progress(0, 2, 60, 200, 50);
        meters.refresh();

        assertThat(gauge(DirectStreamMeters.READ_ACTIVE)).isEqualTo(1);
        assertThat(gauge(DirectStreamMeters.READ_REMAINING)).isEqualTo(140);
        assertThat(records()).isEqualTo(50);

        progress = new Progress(1, 2, 160, 200, 130);
        meters.refresh();

        assertThat(gauge(DirectStreamMeters.READ_REMAINING)).isEqualTo(40);
        assertThat(records()).isEqualTo(130);
    }

    @Test
    void whatIsLeftHasNoSeriesUntilTheRangesAreKnown() {
        meters.started(read);
        meters.refresh();

        assertThat(gauge(DirectStreamMeters.READ_ACTIVE)).isEqualTo(1);
        assertThat(registry.find(DirectStreamMeters.READ_REMAINING).gauge()).isNull();
    }

    @Test
    void readsOfTheSameKindAreOneSeries() {
        ObservedRead other = new ObservedRead("orders", Purpose.REPLAY, () -> new Progress(0, 1, 0, 1_000, 0));
        progress = new Progress(0, 2, 60, 200, 50);
        meters.started(read);
        meters.started(other);
        meters.refresh();

        assertThat(gauge(DirectStreamMeters.READ_ACTIVE)).isEqualTo(2);
        assertThat(gauge(DirectStreamMeters.READ_REMAINING)).isEqualTo(1_140);
    }

    @Test
    void aReadThatIsOverIsTimedAndLeavesNoGauge() {
        meters.started(read);
        progress = new Progress(1, 2, 60, 200, 50);
        meters.refresh();
        progress = new Progress(2, 2, 200, 200, 180);
        clock.advance(Duration.ofSeconds(3));
        meters.ended(read, Outcome.COMPLETED);
        meters.refresh();

        assertThat(timer("completed").totalTime(TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(records()).isEqualTo(180);
        assertThat(registry.find(DirectStreamMeters.READ_ACTIVE).gauge()).isNull();
        assertThat(registry.find(DirectStreamMeters.READ_REMAINING).gauge()).isNull();
    }

    @Test
    void everyOutcomeHasItsSeriesFromTheBeginOfTheFirstReadOn() {
        meters.started(read);

        assertThat(timer("failed").count()).isZero();
        assertThat(timer("cancelled").count()).isZero();

        meters.ended(read, Outcome.FAILED);

        assertThat(timer("failed").count()).isOne();
        assertThat(timer("completed").count()).isZero();
    }

    @Test
    void readsOfNoStreamAreApartFromThoseOfStreams() {
        ObservedRead own = new ObservedRead(null, Purpose.READ, () -> new Progress(1, 1, 10, 10, 10));
        meters.started(own);
        meters.ended(own, Outcome.COMPLETED);
        meters.retain(Set.of());

        assertThat(registry.get(DirectStreamMeters.READ_RECORDS)
                        .tags("stream", "none", "purpose", "read")
                        .counter()
                        .count())
                .isEqualTo(10);
    }

    @Test
    void theMetersOfAStreamThatWasRemovedGoOnceItsReadsAreOver() {
        meters.started(read);
        meters.retain(Set.of());
        assertThat(timer("cancelled").count()).isZero();

        meters.ended(read, Outcome.CANCELLED);
        meters.retain(Set.of("orders"));
        assertThat(timer("cancelled").count()).isOne();

        meters.retain(Set.of());
        meters.refresh();
        assertThat(registry.getMeters()).isEmpty();
    }

    private double gauge(String name) {
        return registry.get(name)
                .tags("stream", "orders", "purpose", "replay")
                .gauge()
                .value();
    }

    private double records() {
        return registry.get(DirectStreamMeters.READ_RECORDS)
                .tags("stream", "orders", "purpose", "replay")
                .counter()
                .count();
    }

    private Timer timer(String outcome) {
        return registry.get(DirectStreamMeters.READ)
                .tags("stream", "orders", "purpose", "replay", "outcome", outcome)
                .timer();
    }
}
