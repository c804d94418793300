/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.OffsetRange;
import io.directstream.Progress;
import io.directstream.offset.ListenerTransactions;
import io.directstream.offset.StorableRange;
import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RangesLogTests {

    private final ManualClock clock = new ManualClock();

    private final GivenRanges given = new GivenRanges(ListenerTransactions.NONE);

    private final List<String> lines = new ArrayList<>();

    private final RangesLog log = new RangesLog("stream shop", given, clock, lines::add);

    @Test
    void aLineTellsTheProgressEveryFiveSeconds() {
        given.given(List.of(OffsetRange.create("orders", 0, 0, 100), OffsetRange.create("orders", 1, 0, 100)));
        given.next();
        given.completed(new TopicPartition("orders", 1));
        deliver(0, 50, 40);

        log.look();
        clock.advance(Duration.ofSeconds(5));
        log.look();
        log.look();
        clock.advance(Duration.ofSeconds(4));
        log.look();
        assertThat(lines)
                .containsExactly("stream shop reads: 1 of 2 ranges and 150 of 200 offsets (75 %) after 5 s, "
                        + "40 records (8 per second); orders-0@[0,100) at 50");

        clock.advance(Duration.ofSeconds(1));
        log.look();
        assertThat(lines).hasSize(2).last().asString().contains("after 10 s");
    }

    @Test
    void whatAFailedRangeLeavesUnreadRemains() {
        given.given(List.of(OffsetRange.create("orders", 0, 0, 100)));
        given.next();
        deliver(0, 30, 30);
        given.failed(new TopicPartition("orders", 0), "no room");

        assertThat(given.progress()).isEqualTo(new Progress(0, 1, 30, 100, 30));
        assertThat(given.progress().offsetsRemaining()).isEqualTo(70);
    }

    @Test
    void nothingIsKnownBeforeTheRangesAre() {
        assertThat(given.progress()).isEqualTo(new Progress(0, 0, 0, 0, 0));
    }

    private void deliver(long from, long until, int records) {
        given.store(List.of(new StorableRange(
                StorableRange.Kind.RANGE,
                OffsetRange.create("orders", 0, from, until),
                0,
                null,
                null,
                null,
                records,
                1,
                null,
                null)));
    }
}
