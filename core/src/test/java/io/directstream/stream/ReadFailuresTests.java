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

import io.directstream.strategy.ConsumerStrategies;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReadFailuresTests {

    private final TaskFixture tasks = new TaskFixture();

    private final ReadingFixture reading = tasks.reading;

    private final MemberTasks member = new MemberTasks(reading.clock);

    private final ReadFailures failures = new ReadFailures(
            StreamOptions.of("orders", "billing"),
            reading.reading,
            new PositionLoader(
                    "orders",
                    reading.reading,
                    tasks.positions(),
                    new StartingPositions(
                            ConsumerStrategies.subscribe(List.of("orders")),
                            OffsetOptions.DEFAULT,
                            new LeaderOffsets(reading.clock),
                            partition -> false),
                    member,
                    new StreamEvents("orders", StreamObserver.NONE)),
            member);

    @Test
    @DisplayName(
            "I9: a partition that could not be read gets a new reader after a pause and goes on, the others go on meanwhile")
    void aReaderThatFailedIsReplaced() {
        reading.begin(P0, 5);
        reading.begin(P1, 0);
        failures.readFailed(P0, new TopicAuthorizationException(Set.of("orders")));
        reading.write(P0, 5, 8);
        reading.write(P1, 0, 2);
        reading.poll();
        assertThat(reading.take().partition()).isEqualTo(P1);
        assertThat(reading.table.claim()).isEmpty();
        assertThat(reading.snapshot(P0).reason()).contains("TopicAuthorizationException");
        long puts = reading.reading.cache().snapshot().puts();

        reading.clock.advance(Duration.ofSeconds(1));
        member.run(new FakeGroupConsumer());
        // The wake-up, then the fetch.
        reading.poll();
        reading.poll();

        assertThat(reading.reading.cache().snapshot().puts()).isEqualTo(puts + 1);
        assertThat(reading.take().recordCount()).isEqualTo(3);
        assertThat(reading.snapshot(P0).reason()).isNull();
    }
}
