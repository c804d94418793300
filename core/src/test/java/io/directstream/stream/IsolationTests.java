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
import io.directstream.consumer.RawRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IsolationTests {

    private final List<Long> disposed = new ArrayList<>();

    private final List<Long> handled = new ArrayList<>();

    private int calls;

    @Test
    @DisplayName(
            "I1: whatever records are bad, exactly they are disposed of, in order, in 2*log2(n)+1 calls each at most")
    void exactlyTheBadRecordsAreDisposedOf() {
        Random random = new Random(20261127);
        for (int round = 0; round < 2_000; round++) {
            int size = 1 + random.nextInt(200);
            int bad = 1 + random.nextInt(Math.min(size, 1 + random.nextInt(8)));
            Set<Long> offsets = new TreeSet<>();
            while (offsets.size() < bad) {
                offsets.add((long) random.nextInt(size) * 2);
            }

            run(size, offsets);

            assertThat(disposed).as("round %d", round).containsExactlyElementsOf(offsets);
            assertThat(handled).hasSize(size - bad).isSorted().doesNotContainAnyElementsOf(offsets);
            assertThat(calls).as("calls for %s of %d", offsets, size).isLessThanOrEqualTo((int)
                    Math.floor(bad * (2 * Math.log(size) / Math.log(2) + 1)));
        }
    }

    @Test
    void aSingleRecordNeedsNoCall() {
        run(1, Set.of(0L));

        assertThat(calls).isZero();
        assertThat(disposed).containsExactly(0L);
    }

    @Test
    void aFailureThatDoesNotComeBackDisposesOfNothing() {
        run(50, Set.of());

        assertThat(disposed).isEmpty();
        assertThat(handled).hasSize(50);
    }

    /** Every second offset has a record, as in a compacted log. */
    private void run(int size, Set<Long> bad) {
        disposed.clear();
        handled.clear();
        calls = 0;
        IllegalStateException failure = new IllegalStateException("bad");
        PlannedRange next = Isolation.begin(range(size), failure);
        long reached = 0;
        while (next != null) {
            assertThat(next.range().fromOffset()).as("contiguous").isEqualTo(reached);
            List<Long> offsets =
                    next.rawRecords().stream().map(ConsumerRecord::offset).toList();
            if (next.treatment() instanceof Treatment.Dispose) {
                disposed.addAll(offsets);
            } else {
                calls++;
                if (next.treatment() instanceof Treatment.Narrow narrow
                        && offsets.stream().anyMatch(bad::contains)) {
                    next = Isolation.failed(next, narrow, failure);
                    continue;
                }
                handled.addAll(offsets);
            }
            reached = next.range().untilOffset();
            next = next.next();
        }
        assertThat(reached).isEqualTo(size * 2L + 3);
    }

    private static PlannedRange range(int size) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            records.add(new ConsumerRecord<>(P0.topic(), P0.partition(), i * 2L, new byte[0], new byte[] {1}));
        }
        long until = size * 2L + 3;
        return new PlannedRange(
                OffsetRange.create(P0, 0, until), 1, 4, true, new RawRecords(records, until, null, size, true), 0);
    }
}
