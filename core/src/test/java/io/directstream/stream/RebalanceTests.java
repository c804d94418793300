/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.PartitionBatch;
import io.directstream.consumer.ClientFactory;
import io.directstream.consumer.KafkaClientFactory;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.testing.Deliveries;
import io.directstream.testing.StreamHarness;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RebalanceTests extends BrokerTest {

    private static final int PARTITIONS = 6;

    private final Deliveries deliveries = new Deliveries();

    @Test
    @DisplayName("I1: a second member that joins and leaves under load loses nothing and repeats nothing")
    void aSecondMemberJoinsAndLeavesWithoutLossOrRepeats() throws InterruptedException {
        String topic = topics.create(PARTITIONS);
        AtomicBoolean producing = new AtomicBoolean(true);
        Thread producer = new Thread(() -> produce(topic, producing));
        producer.start();

        try (var first = streams.start(options(group), subscribe(topic), this::slowly)) {
            await().until(() -> first.assignment().size() == PARTITIONS && deliveries.count() > 100);
            for (int i = 0; i < 3; i++) {
                try (var second = streams.start(options(group), subscribe(topic), this::slowly)) {
                    await().until(() -> first.assignment().size() == 3
                            && second.assignment().size() == 3);
                    long before = second.snapshot().totals().records();
                    await().until(() -> second.snapshot().totals().records() > before + 50);
                }
                await().until(() -> first.assignment().size() == PARTITIONS);
            }
            producing.set(false);
            producer.join();
            topics.flush();
            await().until(() -> first.snapshot().assigned().stream()
                    .allMatch(partition -> Long.valueOf(0).equals(partition.lag())));
        }

        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<Long> read = deliveries.offsets(topic, partition);
            assertThat(read).isEqualTo(LongStream.range(0, read.size()).boxed().toList());
            assertThat(topics.committed(group)).containsEntry(new TopicPartition(topic, partition), (long) read.size());
        }
        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    @DisplayName("I2, I3: a range that outlives the handover is fenced: its next owner runs it, and it is stored once")
    void aRangeThatOutlivesTheHandoverIsFenced() {
        String topic = topics.create(2);
        topics.fill(topic, 2, 10);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger stuck = new AtomicInteger();
        AtomicBoolean revoked = new AtomicBoolean();
        StreamOptions impatient = options(group)
                .withTimeouts(new Timeouts(Duration.ofMillis(300), Duration.ofSeconds(1), Duration.ofSeconds(30)));

        try (var first = streams.start(impatient, subscribe(topic), batch -> {
            stuck.incrementAndGet();
            release.await(60, TimeUnit.SECONDS);
            revoked.compareAndSet(false, batch.isRevoked());
        })) {
            await().until(() -> stuck.get() == 2);
            try (var second = streams.start(options(group), subscribe(topic), deliveries)) {
                await().until(() -> deliveries.count() == 10);
                release.countDown();
                await().until(() -> revoked.get());
                await().until(() -> first.snapshot().totals().fenceHits() == 1);
                await().until(() -> topics.committed(group).values().stream().allMatch(offset -> offset == 10L));

                assertThat(second.snapshot().totals().completed()).isEqualTo(1);
                assertThat(first.snapshot().totals().completed()).isEqualTo(1);
            }
        }
    }

    @Test
    @DisplayName("A batch of 30 seconds with a session of 6 and a poll interval of 10: no rebalance, stored once")
    void aLongBatchCausesNoRebalance() {
        String topic = topics.create(1);
        topics.fill(topic, 1, 10);
        Map<String, Object> short6 = Map.of(
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 1_000,
                ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 10_000);
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();

        try (var stream = streams.start(
                options(group),
                subscribe(topic),
                batch -> {
                    runs.incrementAndGet();
                    assertThat(never.await(30, TimeUnit.SECONDS)).isFalse();
                    assertThat(batch.isRevoked()).isFalse();
                },
                short6)) {
            await().until(() -> runs.get() == 1);
            String member = stream.snapshot().memberId();
            await().until(() -> topics.committed(group).containsValue(10L));

            assertThat(stream.snapshot().memberId()).isEqualTo(member).isNotNull();
            assertThat(runs).hasValue(1);
            assertThat(stream.snapshot().totals()).isEqualTo(new BatchTotals(1, 0, 0, 10, 0, 0));
        }
    }

    @Test
    @DisplayName("I9: an instance that was put out of the group and cannot join again says so")
    void anInstanceThatWasPutOutOfTheGroupSaysSoUntilItIsAMemberAgain() throws Exception {
        String topic = topics.create(1);
        CountDownLatch outside = new CountDownLatch(1);
        CountDownLatch again = new CountDownLatch(1);
        ClientFactory clients = new KafkaClientFactory(Map.of("bootstrap.servers", bootstrapServers), group) {

            @Override
            protected Consumer<byte[], byte[]> create(Map<String, Object> config) {
                return config.containsKey("group.id") ? new SlowToRejoin(config, outside, again) : super.create(config);
            }
        };
        try (var stream = DirectStream.create(
                options(group), StreamHarness.definition(subscribe(topic), deliveries), StreamServices.of(clients))) {
            stream.start();
            await().until(() -> stream.assignment().size() == 1);

            topics.admin()
                    .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
            assertThat(outside.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.snapshot().reason())
                    .isEqualTo("the group went on without this instance, which joins it again");

            again.countDown();
            await().until(() ->
                    stream.assignment().size() == 1 && stream.snapshot().reason() == null);
        }
    }

    private void slowly(PartitionBatch<String, String> batch) {
        deliveries.onBatch(batch);
        LockSupport.parkNanos(2_000_000);
    }

    private void produce(String topic, AtomicBoolean producing) {
        for (int i = 0; producing.get(); i++) {
            topics.send(topic, i % PARTITIONS, "v" + i);
            if (i % 20 == 0) {
                LockSupport.parkNanos(4_000_000);
            }
        }
    }

    private static ConsumerStrategy subscribe(String topic) {
        return ConsumerStrategies.subscribe(List.of(topic));
    }

    /** A group consumer that tells its listener of lost partitions and then takes its time. */
    private static final class SlowToRejoin extends KafkaConsumer<byte[], byte[]> {

        private final CountDownLatch outside;

        private final CountDownLatch again;

        private SlowToRejoin(Map<String, Object> config, CountDownLatch outside, CountDownLatch again) {
            super(config);
            this.outside = outside;
            this.again = again;
        }

        @Override
        public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
            super.subscribe(topics, new ConsumerRebalanceListener() {
                @Override
                public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                    listener.onPartitionsAssigned(partitions);
                }

                @Override
                public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                    listener.onPartitionsRevoked(partitions);
                }

                @Override
                public void onPartitionsLost(Collection<TopicPartition> partitions) {
                    listener.onPartitionsLost(partitions);
                    outside.countDown();
                    try {
                        assertThat(again.await(60, TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException interrupted) {
                        throw new InterruptException(interrupted);
                    }
                }
            });
        }
    }
}
