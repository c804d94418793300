/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.directstream.OffsetRange;
import io.directstream.StreamClock;
import io.directstream.testing.TcpProxy;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RangeChecksTests extends ReadingTest {

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(clients.open).hasValue(0);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() throws Exception {
        String topic = filled(2, 10);
        topics.admin()
                .deleteRecords(Map.of(new TopicPartition(topic, 1), RecordsToDelete.beforeOffset(4)))
                .all()
                .get();
        String nowhere = TestTopics.unique("nowhere");

        RangesRefusedException refused = catchThrowableOfType(
                RangesRefusedException.class,
                () -> reads().read(
                                OffsetRange.create(topic, 0, 0, 5),
                                OffsetRange.create(topic, 0, 4, 8),
                                OffsetRange.create(topic, 0, 9, 11),
                                OffsetRange.create(topic, 1, 5, 6),
                                OffsetRange.create(topic, 1, 5, 6),
                                OffsetRange.create(topic, 1, 0, 5),
                                OffsetRange.create(topic, 2, 0, 1),
                                OffsetRange.create(nowhere, 0, 0, 1))
                        .count());

        assertThat(refused.problems())
                .containsExactly(
                        topic + "-0@[4,8) overlaps " + topic + "-0@[0,5)",
                        topic + "-1@[5,6) is given more than once",
                        topic + "-0@[9,11) ends beyond the end of the log; it holds [0,10)",
                        topic + "-1@[0,5) begins before the log does; it holds [4,10)",
                        topic + "-2@[0,1): topic " + topic + " has the partitions [0, 1] only",
                        nowhere + "-0@[0,1): topic " + nowhere + " does not exist");
        assertThat(refused).hasMessageContainingAll(refused.problems().toArray(String[]::new));
        assertThat(clients.polled).hasValue(0);
    }

    @Test
    void emptyRangesAndRangesThatTouchAreFine() {
        String topic = filled(1, 10);

        assertThat(reads().read(range(topic, 0, 5), range(topic, 5, 10), range(topic, 5, 5), range(topic, 10, 10))
                        .count())
                .isEqualTo(10);
        assertThat(reads().read(List.of()).count()).isZero();
    }

    @Test
    void brokersThatDoNotAnswerAreNamedInTime() {
        try (TcpProxy nobody = new TcpProxy()) {
            RecordingClients lost = new RecordingClients("localhost:" + nobody.port(), Map.of());
            RangeReads<String, String> reads = new RangeReads<>(
                    lost,
                    STRINGS,
                    RangeReadOptions.DEFAULT.withCheckTimeout(Duration.ofMillis(500)),
                    RangeReadObserver.NONE,
                    StreamClock.SYSTEM);

            assertThatExceptionOfType(RangeReadException.class)
                    .isThrownBy(() -> reads.read(range("orders", 0, 1)).count())
                    .withMessageContaining("orders-0@[0,1): no broker answered within 500 ms")
                    .extracting(RangeReadException::reason)
                    .isEqualTo(RangeReadException.Reason.UNCHECKED);
            assertThatExceptionOfType(RangeReadException.class)
                    .isThrownBy(() -> reads.between(Set.of("orders"), Instant.EPOCH, Instant.now()));
            assertThat(lost.open).hasValue(0);
        }
    }

    @Test
    void timesAreResolvedToOffsets() {
        String topic = topics.create(2);
        Instant noon = Instant.parse("2026-11-01T12:00:00Z");
        for (int minute = 0; minute < 10; minute++) {
            long timestamp = noon.plusSeconds(60L * minute).toEpochMilli();
            topics.send(new ProducerRecord<>(topic, 0, timestamp, "key", "value"));
        }
        topics.flush();

        assertThat(reads().between(Set.of(topic), noon.plusSeconds(61), noon.plusSeconds(300)))
                .containsExactly(OffsetRange.create(topic, 0, 2, 5), OffsetRange.create(topic, 1, 0, 0));
        assertThat(reads().between(Set.of(topic), noon, noon.plusSeconds(3_600)))
                .containsExactly(OffsetRange.create(topic, 0, 0, 10), OffsetRange.create(topic, 1, 0, 0));
        assertThat(reads().between(Set.of(topic), noon.plusSeconds(3_600), noon.plusSeconds(7_200)))
                .containsExactly(OffsetRange.create(topic, 0, 10, 10), OffsetRange.create(topic, 1, 0, 0));
    }

    @Test
    void timesThatCannotBeMeantAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> reads().between(Set.of("orders"), Instant.EPOCH.plusSeconds(1), Instant.EPOCH))
                .withMessageContaining("before from");
        String nowhere = TestTopics.unique("nowhere");
        assertThatExceptionOfType(RangesRefusedException.class)
                .isThrownBy(() -> reads().between(Set.of(nowhere), Instant.EPOCH, Instant.now()))
                .withMessageContaining("topic " + nowhere + " does not exist");
    }
}
