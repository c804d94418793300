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
import io.directstream.testing.KafkaCluster;
import io.directstream.testing.StreamHarness;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.Topic;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** One of two brokers cannot be reached, or is stopped so that its partition has no leader: the other partition goes on. */
class UnreachableBrokerTests {

    private static KafkaCluster cluster;

    private final TestTopics topics = new TestTopics(cluster.bootstrapServers());

    private final StreamHarness streams = new StreamHarness(cluster.bootstrapServers());

    private final Deliveries deliveries = new Deliveries();

    private TopicPartition here;

    private TopicPartition away;

    @BeforeAll
    static void startCluster() {
        cluster = new KafkaCluster();
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @BeforeEach
    void makeTopic() {
        await().ignoreExceptions().until(() -> {
            String topic = topics.createOn(List.of(1, 2));
            here = new TopicPartition(topic, 0);
            away = new TopicPartition(topic, 1);
            return true;
        });
        topics.fill(here.topic(), 2, 10);
    }

    @AfterEach
    void closeClients() {
        cluster.proxy().heal();
        cluster.second().restart();
        topics.close();
    }

    @Test
    @DisplayName("I9: a broker that does not answer holds up its own partition only, and is named")
    void aBrokerThatDoesNotAnswerHoldsUpItsOwnPartitionOnly() {
        try (var running = start(deliveries)) {
            await().until(() ->
                    deliveries.count() == 20 && snapshot(running, away).end() != null);

            cluster.proxy().stall();
            goesOn(running);
            await().until(() -> running.snapshot().reason() != null);
            assertThat(running.snapshot().reason())
                    .contains("broker localhost:" + cluster.proxy().port())
                    .contains("does not answer: " + away);

            startsWithoutTheOther("does not answer", cluster.proxy()::heal);
            assertRecovers(running);
        }
    }

    @Test
    @DisplayName(
            "I7: a broker that does not answer holds up an operator's question only for seconds, and no other answer")
    void aBrokerThatDoesNotAnswerLeavesTheLagOfTheOthersKnown() {
        StreamOptions options = options(TestTopics.unique("group"));
        ConsumerStrategy strategy = ConsumerStrategies.subscribe(List.of(here.topic()));
        StreamServices services = streams.services(options, Map.of());
        try (OffsetMoves moves = OffsetMoves.of(options, strategy, services)) {
            moves.store(moves.plan(Set.of(), new OffsetTarget.At(7)));
        }
        cluster.proxy().stall();

        long began = System.nanoTime();
        try (GroupLags lags = GroupLags.of(options, strategy, services)) {
            GroupLag lag = lags.look(Optional.empty(), new WhileStopped() {
                @Override
                public <T> Optional<T> act(Supplier<T> action) {
                    return Optional.of(action.get());
                }
            });
            assertThat(lag.partitions()).extracting(GroupLag.PartitionLag::lag).containsExactly(3L, null);
            assertThat(lag.partitions().get(0).timeLag()).isNotNull();
            assertThat(lag.reason()).contains(away.toString());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    @DisplayName("I9: a partition without a leader waits alone, and says so")
    void aPartitionWithoutALeaderWaitsAlone() {
        try (var running = start(deliveries)) {
            await().until(() -> deliveries.count() == 20);

            cluster.second().stop();
            goesOn(running);
            await().until(() -> running.snapshot().reason() != null);
            assertThat(running.snapshot().reason()).contains("the partition has no leader: " + away);

            startsWithoutTheOther("the partition has no leader", cluster.second()::restart);
            assertRecovers(running);
        }
    }

    @Test
    @DisplayName("I9: stream batches do without a partition whose broker does not answer, until it does")
    void streamBatchesDoWithoutThePartition() {
        cluster.proxy().stall();
        try (var stream = streams.startTogether(
                options(TestTopics.unique("group")).withTrigger(new Trigger.Interval(Duration.ofMillis(100))),
                ConsumerStrategies.subscribe(List.of(here.topic())),
                batch -> batch.forEachPartition(deliveries::onBatch))) {
            await().atMost(Duration.ofSeconds(10)).until(() -> deliveries.count() == 10);
            goesOn(stream);
            assertThat(snapshot(stream, away).state()).isEqualTo(PartitionState.LOADING);

            cluster.proxy().heal();
            await().until(() -> deliveries.count() == 23);
            await().until(() -> stream.snapshot().reason() == null);
        }
        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    @DisplayName("I1: a coordinator that moves to another broker, and back, costs no record and repeats none")
    void aCoordinatorThatMovesCostsNothing() throws Exception {
        String group = TestTopics.unique("group");
        try (var running =
                streams.start(options(group), ConsumerStrategies.subscribe(List.of(here.topic())), deliveries)) {
            await().until(() -> deliveries.count() == 20);

            for (int broker : List.of(2, 1)) {
                moveCoordinator(group, broker);
                topics.fill(here.topic(), 2, 10);
            }
            Map<TopicPartition, Long> all = Map.of(here, 30L, away, 30L);
            await().until(() -> topics.committed(group).equals(all));
            await().until(() -> running.snapshot().reason() == null);
        }
        assertThat(deliveries.faults()).isEmpty();
        assertThat(deliveries.count()).isEqualTo(60);
    }

    private void moveCoordinator(String group, int broker) throws Exception {
        Map<TopicPartition, Optional<NewPartitionReassignment>> moves = new HashMap<>();
        for (int partition = 0; partition < 2; partition++) {
            moves.put(
                    new TopicPartition(Topic.GROUP_METADATA_TOPIC_NAME, partition),
                    Optional.of(new NewPartitionReassignment(List.of(broker))));
        }
        topics.admin().alterPartitionReassignments(moves).all().get(30, TimeUnit.SECONDS);
        await().ignoreExceptions().until(() -> coordinator(group) == broker);
    }

    private int coordinator(String group) throws Exception {
        return topics.admin()
                .describeConsumerGroups(List.of(group))
                .describedGroups()
                .get(group)
                .get(30, TimeUnit.SECONDS)
                .coordinator()
                .id();
    }

    /** The partition of the other broker is read, stored, and its end is known. */
    private void goesOn(DirectStream<String, String> stream) {
        for (int i = 1; i <= 3; i++) {
            long until = 10L + i;
            topics.send(here.topic(), here.partition(), "later");
            await().atMost(Duration.ofSeconds(5)).until(() -> {
                PartitionSnapshot snapshot = snapshot(stream, here);
                return Long.valueOf(until).equals(snapshot.stored())
                        && Long.valueOf(until).equals(snapshot.end());
            });
        }
    }

    private void startsWithoutTheOther(String reason, Runnable heal) {
        Deliveries others = new Deliveries();
        try (var fresh = start(others)) {
            await().atMost(Duration.ofSeconds(10)).until(() -> others.count() == 13);
            await().until(() -> snapshot(fresh, away).reason() != null);
            assertThat(snapshot(fresh, away).state()).isEqualTo(PartitionState.LOADING);
            assertThat(snapshot(fresh, away).reason()).contains(reason);

            heal.run();
            await().until(() -> others.count() == 23);
            assertThat(others.offsets(away.topic(), away.partition())).isEqualTo(offsets(10));
        }
    }

    private void assertRecovers(DirectStream<String, String> stream) {
        topics.send(away.topic(), away.partition(), "later");
        await().until(() -> deliveries.offsets(away.topic(), away.partition()).size() == 11);
        await().until(() -> stream.snapshot().reason() == null);
        assertThat(deliveries.offsets(here.topic(), here.partition())).isEqualTo(offsets(13));
        assertThat(deliveries.offsets(away.topic(), away.partition())).isEqualTo(offsets(11));
        assertThat(deliveries.faults()).isEmpty();
    }

    private DirectStream<String, String> start(Deliveries listener) {
        return streams.start(
                options(TestTopics.unique("group")), ConsumerStrategies.subscribe(List.of(here.topic())), listener);
    }

    private static PartitionSnapshot snapshot(DirectStream<String, String> stream, TopicPartition partition) {
        return stream.partition(partition).orElseThrow();
    }

    private static List<Long> offsets(long until) {
        return LongStream.range(0, until).boxed().toList();
    }

    private static ConditionFactory await() {
        return BrokerTest.await();
    }
}
