/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static io.directstream.stream.Ranges.P1;
import static io.directstream.stream.Ranges.P2;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.consumer.CacheOptions;
import io.directstream.consumer.ConsumerCache;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CacheWatchTests {

    private static final CacheOptions TWO = new CacheOptions(2, Duration.ofMinutes(5));

    private final RecordingLogger log = new RecordingLogger();

    @Test
    void saysOnceThatFewerReadersAreKeptThanPartitionsAreAssigned() {
        ReadingFixture fixture = fixture(new Trigger.Interval(Duration.ofSeconds(1)));
        CacheWatch watch = watch(fixture, TWO);
        fixture.table.assign(List.of(P0, P1));
        watch.look();
        assertThat(log.lines()).isEmpty();

        fixture.table.assign(List.of(P2));
        watch.look();
        watch.look();

        assertThat(log.lines())
                .singleElement()
                .asString()
                .contains("WARN", "stream orders", "consumer-cache.max-capacity is 2", "3 partitions", "raise it to 3");
    }

    @Test
    void saysItAgainWhenItHappensAgain() {
        ReadingFixture fixture = fixture(new Trigger.Interval(Duration.ofSeconds(1)));
        CacheWatch watch = watch(fixture, TWO);
        fixture.table.assign(List.of(P0, P1, P2));
        watch.look();
        fixture.table.remove(Set.of(P2));
        watch.look();
        fixture.table.assign(List.of(P2));
        watch.look();

        assertThat(log.lines()).hasSize(2);
    }

    @Test
    void readersOfAContinuousStreamAreNotCountedAndNothingIsKeptWithoutACache() {
        ReadingFixture continuous = fixture(new Trigger.Continuous());
        continuous.table.assign(List.of(P0, P1, P2));
        watch(continuous, TWO).look();
        ReadingFixture uncached = fixture(new Trigger.Interval(Duration.ofSeconds(1)));
        uncached.table.assign(List.of(P0, P1, P2));
        watch(uncached, new CacheOptions(false, 2, Duration.ofMinutes(5))).look();

        assertThat(log.lines()).isEmpty();
    }

    private CacheWatch watch(ReadingFixture fixture, CacheOptions options) {
        Reading all = fixture.reading;
        ConsumerCache small = new ConsumerCache("billing", options, all.fetchers(), all.budget(), fixture.clock);
        Reading reading = new Reading(all.table(), small, all.fetchers(), all.budget(), all.planning());
        return new CacheWatch(StreamOptions.of("orders", "billing").withCache(options), reading, log);
    }

    private static ReadingFixture fixture(Trigger trigger) {
        return new ReadingFixture(
                1_000_000, new Planning(trigger, Planning.Scope.PARTITION), new CommitMode.AfterBatch());
    }
}
