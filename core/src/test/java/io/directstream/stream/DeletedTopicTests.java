/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.BatchListener;
import io.directstream.Listener;
import io.directstream.PartitionBatch;
import io.directstream.StreamBatchListener;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.testing.Deliveries;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.StreamHarness;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Topics that are deleted while a stream reads them, on a broker that would make missing topics by itself. */
class DeletedTopicTests {

    private static KafkaBroker broker;

    private final TestTopics topics = new TestTopics(broker.bootstrapServers());

    private final Deliveries deliveries = new Deliveries();

    private final RecordedEvents events = new RecordedEvents();

    private final String group = TestTopics.unique("group");

    private final String gone = TestTopics.unique("gone");

    private final String stays = TestTopics.unique("stays");

    private final AtomicInteger held = new AtomicInteger();

    private final CountDownLatch release = new CountDownLatch(1);

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.start(Map.of("auto.create.topics.enable", "true"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @AfterEach
    void closeClients() {
        release.countDown();
        topics.close();
    }

    @Test
    @DisplayName("A deleted topic of a pattern ends at once, its running range with it; it is not made again")
    void aDeletedTopicOfAPatternEnds() {
        create();
        Pattern both = Pattern.compile(gone + "|" + stays);
        try (var stream = start(ConsumerStrategies.subscribePattern(both), this::holdGone)) {
            await().until(() -> held.get() == 2 && deliveries.count() == 10);

            topics.delete(gone);
            await().atMost(Duration.ofSeconds(10)).until(() -> events.removed.size() == 2);
            assertThat(events.removed)
                    .containsExactlyInAnyOrder(new TopicPartition(gone, 0), new TopicPartition(gone, 1));
            assertGoesOn(stream);
            release.countDown();
            await().until(() -> stream.snapshot().totals().fenceHits() == 2);

            assertStaysGone();
            assertThat(stream.snapshot().state()).isEqualTo(StreamState.RUNNING);
            assertThat(stream.snapshot().reason()).isNull();
        }
    }

    @Test
    @DisplayName("Commits of a deleted topic of a list do not block those of the others")
    void aDeletedTopicOfAListEnds() {
        create();
        ConsumerStrategy both = ConsumerStrategies.subscribe(List.of(gone, stays));
        try (var stream = start(both, this::holdGone)) {
            await().until(() -> held.get() == 2 && deliveries.count() == 10);

            topics.delete(gone);
            // They end before the group knows, so that commits are tried for a topic that is no more.
            release.countDown();
            topics.fill(stays, 1, 10);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> topics.committed(group).equals(Map.of(new TopicPartition(stays, 0), 20L)));
            await().atMost(Duration.ofSeconds(10)).until(() -> events.removed.size() == 2);
            assertGoesOn(stream);

            assertStaysGone();
            await().until(() -> stream.snapshot().reason() == null);
        }
    }

    @Test
    @DisplayName("A stream batch that runs when a topic is deleted is given up; the next ones do without the topic")
    void streamBatchesDoWithoutADeletedTopic() {
        create();
        StreamOptions timed = options(group).withTrigger(new Trigger.Interval(Duration.ofMillis(100)));
        ConsumerStrategy both = ConsumerStrategies.subscribe(List.of(gone, stays));
        TopicPartition left = new TopicPartition(stays, 0);
        StreamBatchListener<String, String> first = batch -> {
            batch.forEachPartition(deliveries::onBatch);
            held.incrementAndGet();
            assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
        };
        try (var stream = start(timed, both, first)) {
            await().until(() -> held.get() == 1 && deliveries.count() == 30);

            topics.delete(gone);
            await().atMost(Duration.ofSeconds(10)).until(() -> events.removed.size() == 2);
            assertThat(topics.committed(group)).doesNotContainEntry(left, 10L);
            release.countDown();
            await().until(() -> topics.committed(group).equals(Map.of(left, 10L)));
            topics.fill(stays, 1, 10);
            await().until(() -> topics.committed(group).equals(Map.of(left, 20L)));

            assertThat(stream.assignment()).containsExactly(left);
            assertThat(deliveries.offsets(stays, 0)).hasSize(30);
            assertStaysGone();
        }
    }

    @Test
    @DisplayName("I1: a topic that is deleted and made again is read from its beginning, though none-stored is latest")
    void aTopicThatIsMadeAgainIsReadFromItsBeginning() {
        topics.create(gone, 1);
        StreamOptions latest = options(group)
                .withOffsets(new OffsetOptions(PositionPolicy.LATEST, PositionPolicy.FAIL, PositionPolicy.EARLIEST));
        try (var stream = start(latest, ConsumerStrategies.subscribe(List.of(gone)), deliveries)) {
            await().until(() -> topics.committed(group).size() == 1);
            topics.delete(gone);
            await().until(() -> stream.assignment().isEmpty());

            topics.create(gone, 1);
            topics.fill(gone, 1, 10);
            await().until(() -> deliveries.count() == 10);
        }
    }

    private void create() {
        topics.create(gone, 2);
        topics.create(stays, 1);
        try (TestTopics filler = new TestTopics(broker.bootstrapServers())) {
            // A producer that knows the topic would make it again.
            filler.fill(gone, 2, 10);
        }
        topics.fill(stays, 1, 10);
    }

    private void holdGone(PartitionBatch<String, String> batch) throws InterruptedException {
        if (batch.offsetRange().topic().equals(gone)) {
            held.incrementAndGet();
            assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
        } else {
            deliveries.onBatch(batch);
        }
    }

    private void assertGoesOn(DirectStream<String, String> stream) {
        TopicPartition left = new TopicPartition(stays, 0);
        assertThat(stream.assignment()).containsExactly(left);
        long before = deliveries.count();
        topics.fill(stays, 1, 10);
        await().until(() -> deliveries.count() == before + 10);
        await().until(() -> topics.committed(group).equals(Map.of(left, before + 10)));
    }

    private void assertStaysGone() {
        await().during(Duration.ofSeconds(2)).until(() -> !topics.names().contains(gone));
    }

    private DirectStream<String, String> start(ConsumerStrategy strategy, BatchListener<String, String> listener) {
        return start(options(group).withConcurrency(3), strategy, listener);
    }

    private DirectStream<String, String> start(
            StreamOptions options, ConsumerStrategy strategy, Listener<String, String> listener) {
        DirectStream<String, String> stream = DirectStream.create(
                options,
                StreamHarness.definition(strategy, listener),
                new StreamHarness(broker.bootstrapServers())
                        .services(options, Map.of())
                        .withObserver(events));
        stream.start();
        return stream;
    }

    private static ConditionFactory await() {
        return BrokerTest.await();
    }
}
