/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.testing.Deliveries;
import io.directstream.testing.TestTopics;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Streams that begin at the log's end read topics that come later from their beginning. */
class NewTopicsTests extends BrokerTest {

    private final Deliveries deliveries = new Deliveries();

    private final String prefix = TestTopics.unique("new") + "x";

    private final ConsumerStrategy pattern = ConsumerStrategies.subscribePattern(Pattern.compile(prefix + "\\d"));

    @Test
    @DisplayName("I1: a topic that comes to match while the stream runs loses no record, though none-stored is latest")
    void aTopicThatComesToMatchLosesNothing() {
        filled(1);
        try (var stream = start(pattern)) {
            await().until(() -> topics.committed(group).size() == 1);

            filled(2);
            await().until(() -> deliveries.count() == 10);
            topics.addPartitions(prefix + 1, 2);
            topics.fill(prefix + 1, 2, 1);
            await().until(() -> deliveries.count() == 12);
            assertThat(stream.assignment()).hasSize(3);
        }

        assertThat(deliveries.offsets(prefix + 2, 0)).isEqualTo(offsets(0, 10));
        assertThat(deliveries.offsets(prefix + 1, 0)).isEqualTo(offsets(10, 11));
        assertThat(deliveries.offsets(prefix + 1, 1)).isEqualTo(offsets(0, 1));
    }

    @Test
    @DisplayName("I1: a topic that came to match while the stream was down loses no record either")
    void aTopicThatCameWhileTheStreamWasDownLosesNothing() {
        filled(1);
        try (var stream = start(pattern)) {
            await().until(() -> topics.committed(group).size() == 1);
            assertThat(stream.assignment()).hasSize(1);
        }
        filled(2);

        try (var stream = start(pattern)) {
            await().until(() -> deliveries.count() == 10);
            await().until(() -> stream.assignment().size() == 2);
        }

        assertThat(deliveries.offsets(prefix + 1, 0)).isEmpty();
        assertThat(deliveries.offsets(prefix + 2, 0)).isEqualTo(offsets(0, 10));
    }

    @Test
    @DisplayName("I1: the first topic that matches loses no record")
    void theFirstTopicThatMatchesLosesNothing() {
        try (var stream = start(pattern)) {
            await().until(() -> stream.snapshot().memberId() != null);

            filled(1);
            await().until(() -> deliveries.count() == 10);
        }
    }

    @Test
    void twoMembersThatBeginAtOnceDoNotReadEachOthersTopicsFromTheBeginning() {
        for (int topic = 1; topic <= 4; topic++) {
            filled(topic);
        }

        try (var first = start(pattern);
                var second = start(pattern)) {
            await().until(() -> topics.committed(group).size() == 4
                    && first.assignment().size() == 2
                    && second.assignment().size() == 2);
            topics.fill(prefix + 1, 1, 1);
            await().until(() -> topics.committed(group).containsValue(11L));
        }

        assertThat(deliveries.count()).isEqualTo(1);
    }

    @Test
    @DisplayName("I1: a listed topic that is created while the stream runs loses no record")
    void aListedTopicThatIsCreatedLaterLosesNothing() {
        filled(1);
        try (var stream = start(ConsumerStrategies.subscribe(List.of(prefix + 1, prefix + 2)))) {
            await().until(() -> topics.committed(group).size() == 1);

            filled(2);
            await().until(() -> deliveries.count() == 10);
            assertThat(stream.assignment())
                    .containsExactlyInAnyOrder(new TopicPartition(prefix + 1, 0), new TopicPartition(prefix + 2, 0));
        }

        assertThat(deliveries.offsets(prefix + 2, 0)).isEqualTo(offsets(0, 10));
    }

    private void filled(int number) {
        topics.create(prefix + number, 1);
        topics.fill(prefix + number, 1, 10);
    }

    private DirectStream<String, String> start(ConsumerStrategy strategy) {
        OffsetOptions latest = new OffsetOptions(PositionPolicy.LATEST, PositionPolicy.FAIL, PositionPolicy.EARLIEST);
        return streams.start(options(group).withOffsets(latest), strategy, deliveries);
    }

    private static List<Long> offsets(long from, long until) {
        return LongStream.range(from, until).boxed().toList();
    }
}
