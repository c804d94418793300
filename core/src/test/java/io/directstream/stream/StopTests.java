/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.testing.Deliveries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StopTests extends BrokerTest {

    private final Deliveries deliveries = new Deliveries();

    private final CountDownLatch running = new CountDownLatch(1);

    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    @DisplayName("I8: a running range may finish while the stream stops, and is stored")
    void aRunningRangeFinishesAndIsStored() throws Exception {
        String topic = filled();
        DirectStream<String, String> stream = streams.start(options(group), subscribe(topic), batch -> {
            running.countDown();
            assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
            deliveries.onBatch(batch);
        });
        running.await();
        Thread closing = new Thread(stream::close);
        closing.start();
        await().until(() -> stream.snapshot().state() == StreamState.STOPPING);
        release.countDown();
        closing.join();

        assertThat(stream.snapshot().state()).isEqualTo(StreamState.STOPPED);
        assertThat(topics.committed(group)).containsEntry(new TopicPartition(topic, 0), 10L);
        assertThat(stream.snapshot().totals()).isEqualTo(new BatchTotals(1, 0, 0, 10, 0, 0));
        assertThat(stream.history()).hasSize(1);
    }

    @Test
    @DisplayName("I8: a listener that outlives the shutdown timeout is asked, then interrupted, and never stored")
    void aListenerThatIgnoresTheStopIsNeverStored() throws Exception {
        String topic = filled();
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean askedBefore = new AtomicBoolean();
        StreamOptions impatient =
                options(group).withTimeouts(new Timeouts(null, Duration.ofMillis(300), Duration.ofSeconds(30)));
        DirectStream<String, String> stream = streams.start(impatient, subscribe(topic), batch -> {
            running.countDown();
            while (release.getCount() > 0) {
                try {
                    release.await();
                } catch (InterruptedException ignored) {
                    askedBefore.set(batch.isRevoked());
                    interrupted.set(true);
                }
            }
        });
        running.await();
        stream.close();

        assertThat(interrupted).isTrue();
        assertThat(askedBefore).isTrue();
        release.countDown();
        await().until(() -> stream.snapshot().totals().fenceHits() == 1);
        assertThat(topics.committed(group)).containsEntry(new TopicPartition(topic, 0), 0L);
    }

    @Test
    @DisplayName("I1: a stop in the middle of a rebalance, when the group takes no commit, repeats nothing")
    void aStopDuringARebalanceStoresWhatIsFinished() throws Exception {
        String topic = topics.create(2);
        StreamOptions besideOthers = options(group).withUpgradeFrom(List.of(CooperativeStickyAssignor.class.getName()));
        DirectStream<String, String> stream = streams.start(besideOthers, subscribe(topic), deliveries);
        try (KafkaConsumer<String, String> slow = memberBeside(topic)) {
            await().until(() -> {
                slow.poll(Duration.ofMillis(10));
                return !slow.assignment().isEmpty() && stream.assignment().size() == 1;
            });
            // Its first position is committed, too, for which it would have to wait otherwise.
            await().until(() -> stream.snapshot().assigned().get(0).stored() != null);
            stream.rebalance();
            await().until(() -> topics.state(group) == GroupState.PREPARING_REBALANCE);
            topics.fill(topic, 2, 10);
            await().until(() -> deliveries.count() == 10);
            TopicPartition owned = stream.assignment().iterator().next();

            Thread closing = new Thread(stream::close);
            closing.start();
            await().until(() -> stream.snapshot().state() == StreamState.STOPPING);
            await().until(() -> {
                slow.poll(Duration.ofMillis(10));
                return stream.snapshot().state() == StreamState.STOPPED;
            });
            closing.join();

            assertThat(topics.committed(group)).containsEntry(owned, 10L);
        }
    }

    @Test
    void aListenerMayStopItsOwnStream() {
        String topic = filled();
        AtomicReference<DirectStream<String, String>> self = new AtomicReference<>();
        self.set(streams.start(options(group), subscribe(topic), batch -> {
            deliveries.onBatch(batch);
            await().until(() -> self.get() != null);
            self.get().close();
        }));

        await().until(() -> self.get().snapshot().state() == StreamState.STOPPED);

        assertThat(topics.committed(group)).containsEntry(new TopicPartition(topic, 0), 10L);
    }

    @Test
    void aPausedStreamKeepsItsMembershipAndDeliversNothing() {
        String topic = topics.create(1);
        try (var stream = streams.start(options(group), subscribe(topic), deliveries)) {
            await().until(() -> topics.committed(group).size() == 1);
            stream.pause();
            topics.fill(topic, 1, 10);
            await().until(() ->
                    Long.valueOf(10).equals(stream.snapshot().assigned().get(0).lag()));

            assertThat(stream.snapshot().state()).isEqualTo(StreamState.PAUSED);
            assertThat(topics.members(group)).isEqualTo(1);
            assertThat(deliveries.count()).isZero();

            stream.resume();
            await().until(() -> deliveries.count() == 10);
        }
    }

    @Test
    void aStreamRunsOnce() {
        String topic = filled();
        DirectStream<String, String> stream = streams.start(options(group), subscribe(topic), deliveries);
        stream.close();
        stream.close();

        assertThatThrownBy(stream::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("was started before");
    }

    private KafkaConsumer<String, String> memberBeside(String topic) {
        KafkaConsumer<String, String> member = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        group,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        CooperativeStickyAssignor.class.getName()),
                new StringDeserializer(),
                new StringDeserializer());
        member.subscribe(List.of(topic));
        return member;
    }

    private String filled() {
        String topic = topics.create(1);
        topics.fill(topic, 1, 10);
        return topic;
    }

    private static ConsumerStrategy subscribe(String topic) {
        return ConsumerStrategies.subscribe(List.of(topic));
    }
}
