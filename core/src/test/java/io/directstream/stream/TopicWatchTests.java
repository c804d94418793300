/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.testing.FakeClients;
import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TopicWatchTests {

    private static final Pattern PAT = Pattern.compile("pat\\d");

    private static final ConsumerStrategy LIST = ConsumerStrategies.subscribe(List.of("orders", "returns"));

    private final ManualClock clock = new ManualClock();

    private final Brokers brokers = new Brokers();

    @Test
    @DisplayName("I9: as long as nothing is assigned it says which topics are missing")
    void saysWhatIsMissingAsLongAsNothingIsAssigned() {
        create("orders", 1);
        TopicWatch watch = watch(LIST);

        watch.joined(brokers);
        watch.look(brokers, false);
        assertThat(watch.waitsFor())
                .isEqualTo("topics [returns] do not exist at nowhere:9092; they are read as soon as they are created");

        watch.look(brokers, true);
        assertThat(watch.waitsFor()).isNull();
    }

    @Test
    void topicsThatTheGroupConsumerKnowsAreNotAskedFor() {
        create("orders", 1);
        create("returns", 2);
        TopicWatch watch = watch(LIST);
        brokers.listFailure = new AssertionError("all topics of the cluster were asked for");

        watch.joined(brokers);

        assertThat(watch.waitsFor()).isNull();
        assertThat(watch.cameLater(new TopicPartition("returns", 1))).isFalse();
        assertThat(watch.cameLater(new TopicPartition("returns", 2))).isTrue();
    }

    @Test
    void looksEveryFiveSeconds() {
        TopicWatch watch = watch(LIST);
        brokers.failure = new TimeoutException("nobody there");

        watch.look(brokers, false);
        assertThat(watch.waitsFor()).isNull();

        clock.advance(Duration.ofSeconds(5));
        watch.look(brokers, false);
        assertThat(watch.waitsFor())
                .startsWith("no broker answers at nowhere:9092 (")
                .contains("nobody there")
                .endsWith("; the stream keeps trying");

        brokers.failure = null;
        create("orders", 1);
        create("returns", 1);
        clock.advance(Duration.ofSeconds(5));
        watch.look(brokers, false);
        assertThat(watch.waitsFor()).isNull();
    }

    @Test
    void namesThePartitionsOfAnAssignmentThatDoNotExist() {
        create("orders", 2);
        TopicWatch watch = watch(ConsumerStrategies.assign(List.of(
                new TopicPartition("orders", 1), new TopicPartition("orders", 7), new TopicPartition("returns", 0))));

        watch.joined(brokers);

        assertThat(watch.waitsFor())
                .isEqualTo("topics or partitions [orders-7, returns] do not exist at nowhere:9092; "
                        + "they are read as soon as they are created");
    }

    @Test
    void saysThatNothingMatches() {
        create("orders", 1);
        TopicWatch watch = watch(ConsumerStrategies.subscribePattern(PAT));
        clock.advance(Duration.ofSeconds(5));

        watch.look(brokers, false);

        assertThat(watch.waitsFor())
                .isEqualTo(
                        "there are no topics matching 'pat\\d' at nowhere:9092; the stream begins with the first one");
    }

    @Test
    void aListedTopicThatWasMissingCameLater() {
        create("orders", 1);
        TopicWatch watch = watch(LIST);
        assertThat(watch.cameLater(new TopicPartition("returns", 0)))
                .as("before anything is known")
                .isFalse();

        watch.joined(brokers);
        create("returns", 1);
        watch.joined(brokers);

        assertThat(watch.cameLater(new TopicPartition("orders", 0))).isFalse();
        assertThat(watch.cameLater(new TopicPartition("returns", 0))).isTrue();
    }

    @Test
    void aPartitionThatWasMissingCameLater() {
        create("orders", 2);
        TopicWatch watch = watch(LIST);
        watch.joined(brokers);

        assertThat(watch.cameLater(new TopicPartition("orders", 1))).isFalse();
        assertThat(watch.cameLater(new TopicPartition("orders", 2))).isTrue();
    }

    @Test
    void whatThereIsAtFirstIsLookedUpAgainIfNoBrokerAnswered() {
        create("orders", 1);
        TopicWatch watch = watch(LIST);
        brokers.failure = new TimeoutException("nobody there");
        watch.joined(brokers);
        assertThat(watch.cameLater(new TopicPartition("returns", 0))).isFalse();

        brokers.failure = null;
        watch.joined(brokers);
        assertThat(watch.cameLater(new TopicPartition("returns", 0))).isTrue();
    }

    @Test
    void aTopicThatMatchesLaterCameLater() {
        create("pat1", 1);
        brokers.subscribe(PAT);
        TopicWatch watch = watch(ConsumerStrategies.subscribePattern(PAT));
        watch.joined(brokers);
        create("pat2", 1);
        brokers.unsubscribe();
        brokers.subscribe(PAT);
        watch.joined(brokers);

        assertThat(watch.cameLater(new TopicPartition("pat1", 0))).isFalse();
        assertThat(watch.cameLater(new TopicPartition("pat2", 0))).isTrue();
    }

    @Test
    void aTopicThatIsDeletedAndMadeAgainCameLater() {
        create("orders", 1);
        create("returns", 1);
        TopicWatch watch = watch(LIST);
        watch.joined(brokers);

        watch.gone(Set.of("orders"));

        assertThat(watch.cameLater(new TopicPartition("orders", 0))).isTrue();
        assertThat(watch.cameLater(new TopicPartition("returns", 0))).isFalse();
    }

    private TopicWatch watch(ConsumerStrategy strategy) {
        return new TopicWatch("orders", strategy, new FakeClients(index -> brokers), clock);
    }

    private void create(String topic, int partitions) {
        brokers.updatePartitions(
                topic,
                IntStream.range(0, partitions)
                        .mapToObj(number -> new PartitionInfo(topic, number, null, null, null))
                        .toList());
    }

    private static final class Brokers extends MockConsumer<byte[], byte[]> {

        @Nullable
        private RuntimeException failure;

        @Nullable
        private AssertionError listFailure;

        private Brokers() {
            super("none");
        }

        @Override
        public synchronized Map<String, List<PartitionInfo>> listTopics(Duration timeout) {
            if (listFailure != null) {
                throw listFailure;
            }
            if (failure != null) {
                throw failure;
            }
            return listTopics();
        }

        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
            if (failure != null) {
                throw failure;
            }
            return partitionsFor(topic);
        }
    }
}
