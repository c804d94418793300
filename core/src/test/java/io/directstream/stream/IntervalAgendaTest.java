/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.RawRecords;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** What tests of batches by an interval do in the place of member and workers. */
abstract class IntervalAgendaTest {

    static final Duration INTERVAL = Duration.ofMillis(100);

    private final BatchPlanner planner = new BatchPlanner();

    List<PlannedRange> claim(ReadingFixture fixture) {
        List<PlannedRange> claimed = planner.plan(fixture.table.claim());
        return claimed.isEmpty() || fixture.reading.prepare(claimed) ? claimed : List.of();
    }

    static void finish(ReadingFixture fixture, List<PlannedRange> claimed) {
        for (PlannedRange planned : claimed) {
            PlannedRange taken = planned.range().isEmpty()
                    ? planned.cutTo(RawRecords.none(planned.range().untilOffset()))
                    : fixture.read(planned);
            fixture.finish(taken);
            fixture.acknowledge(taken);
        }
    }

    /** The wake-up for the new reader, then the fetch. */
    static void poll(ReadingFixture fixture) {
        fixture.poll();
        fixture.poll();
    }

    static long tick(ReadingFixture fixture, Map<TopicPartition, Long> ends) {
        fixture.clock.advance(INTERVAL);
        fixture.table.updateEnds(ends, Map.of());
        long now = fixture.clock.nanoTime();
        fixture.table.tick(now);
        return now;
    }

    static ReadingFixture fixture(Planning.Scope scope) {
        return fixture(1_000_000, scope);
    }

    static ReadingFixture fixture(long budgetBytes, Planning.Scope scope) {
        return new ReadingFixture(
                budgetBytes, new Planning(new Trigger.Interval(INTERVAL), scope), new CommitMode.AfterBatch());
    }
}
