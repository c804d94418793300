/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.OffsetRange;
import io.directstream.testing.FetchedRecords;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlannedRangeTests {

    private final PlannedRange taken = Ranges.planned(P0, 100, 250, 7).cutTo(FetchedRecords.raw(records(), 120));

    @Test
    void isCutToWhatWasReadAndFixedThen() {
        assertThat(taken.range()).isEqualTo(OffsetRange.create(P0, 100, 120));
        assertThat(taken.fixed()).isTrue();
        assertThat(taken.records()).isNotNull();
        assertThat(taken.firstTimestamp()).isEqualTo(FetchedRecords.timestamp(100));
    }

    @Test
    @DisplayName("I4: a further attempt has the same bounds and the same records")
    void aFurtherAttemptIsTheSameRange() {
        PlannedRange second = taken.nextAttempt();

        assertThat(second.range()).isEqualTo(taken.range());
        assertThat(second.records()).isSameAs(taken.records());
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.fixed()).isTrue();
    }

    @Test
    void withoutItsRecordsItKeepsItsBoundsAndAttempts() {
        PlannedRange second = taken.nextAttempt().withoutRecords();

        assertThat(second.range()).isEqualTo(taken.range());
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.fixed()).isTrue();
        assertThat(second.records()).isNull();
        assertThat(second.firstTimestamp()).isNull();
    }

    @Test
    void afreshItKeepsItsBoundsAndCountsAttemptsAnew() {
        PlannedRange afresh = taken.nextAttempt().nextAttempt().afresh();

        assertThat(afresh.range()).isEqualTo(taken.range());
        assertThat(afresh.attempt()).isEqualTo(1);
        assertThat(afresh.fixed()).isTrue();
        assertThat(afresh.records()).isNull();
    }

    @Test
    void aRangeOfMarkersHasNoTimestamp() {
        PlannedRange markers = Ranges.planned(P0, 100, 103, 7).cutTo(FetchedRecords.raw(List.of(), 103));

        assertThat(markers.firstTimestamp()).isNull();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records() {
        return FetchedRecords.records(P0, 100, 120);
    }
}
