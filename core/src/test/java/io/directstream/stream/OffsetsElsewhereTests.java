/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.offset.StoredOffset;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.testing.Deliveries;
import io.directstream.testing.StreamHarness;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Streams whose offsets are not those of their group. */
class OffsetsElsewhereTests extends BrokerTest {

    private final KeepingStore store = new KeepingStore();

    private final Deliveries deliveries = new Deliveries();

    private final String topic = topics.create(1);

    private final TopicPartition partition = new TopicPartition(topic, 0);

    @Test
    void whatIsStoredIsMirroredToTheGroupWithAMarkForToolsToSee() {
        topics.fill(topic, 1, 10);

        runUntil(options(group), () -> mirrored(10));
    }

    @Test
    void theMirrorCanBeSwitchedOff() {
        topics.fill(topic, 1, 10);

        runUntil(
                options(group).withOffsets(OffsetOptions.DEFAULT.withMirrored(false)),
                () -> store.offset(partition) == 10);

        assertThat(topics.committed(group)).isEmpty();
    }

    @Test
    @DisplayName(
            "I1: a mirror is never read back: with an emptied store the stream begins anew, and takes the mirror along")
    void aMirrorIsNeverReadBack() {
        topics.fill(topic, 1, 10);
        runUntil(options(group), () -> mirrored(10));
        store.offsets.clear();

        runUntil(options(group), () -> deliveries.count() == 20 && mirrored(10));

        assertThat(deliveries.ranges()).extracting("fromOffset").startsWith(0L).contains(0L);
        assertThat(deliveries.offsets(topic, 0)).hasSize(20).startsWith(0L, 1L).endsWith(8L, 9L);
    }

    @Test
    @DisplayName("I1: where the store is behind its mirror, the store decides, and the mirror goes back with it")
    void aMirrorGoesBackWithTheStore() {
        topics.fill(topic, 1, 10);
        runUntil(options(group), () -> mirrored(10));
        store.offsets.computeIfPresent(
                partition, (same, at) -> new StoredOffset(4, null, at.shape(), at.topicId(), null));

        runUntil(options(group), () -> deliveries.count() == 16 && mirrored(10));
    }

    @Test
    @DisplayName("I1: a stream that moves to another store goes on where its group stands")
    void aStreamGoesOnWhereItsGroupStands() {
        topics.fill(topic, 1, 10);
        try (var stream = streams.start(options(group), ConsumerStrategies.subscribe(List.of(topic)), deliveries)) {
            await().until(() -> stream.snapshot().assigned().size() == 1
                    && Map.of(partition, 10L).equals(topics.committed(group)));
        }
        topics.fill(topic, 1, 5);

        runUntil(options(group), () -> mirrored(15));

        assertThat(deliveries.offsets(topic, 0)).hasSize(15);
        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    @DisplayName(
            "I1: a topic that was deleted and made again while the stream was away is parked, not read in the middle")
    void aTopicMadeAgainIsParked() {
        topics.fill(topic, 1, 10);
        runUntil(options(group), () -> store.offset(partition) == 10);
        makeAgain(20);

        try (var stream = create(options(group))) {
            stream.start();
            await().until(() -> stream.snapshot().state() == StreamState.FAILED);
            assertThat(stream.snapshot().reason())
                    .contains(partition + ": the topic of " + partition + " was deleted and made again")
                    .contains("when-topic-recreated is fail");
        }
        assertThat(deliveries.count()).isEqualTo(10);
        assertThat(store.offset(partition)).isEqualTo(10);
    }

    @Test
    @DisplayName("I1: a topic that was made again begins at its first record if so configured")
    void aTopicMadeAgainBeginsAtItsFirstRecord() {
        topics.fill(topic, 1, 10);
        StreamOptions earliest =
                options(group).withOffsets(OffsetOptions.DEFAULT.withWhenTopicRecreated(PositionPolicy.EARLIEST));
        runUntil(earliest, () -> store.offset(partition) == 10);
        makeAgain(20);

        runUntil(earliest, () -> store.offset(partition) == 20);
        assertThat(deliveries.offsets(topic, 0)).hasSize(30);
    }

    private void makeAgain(int records) {
        topics.delete(topic);
        await().until(() -> !topics.names().contains(topic));
        topics.create(topic, 1);
        topics.fill(topic, 1, records);
    }

    private boolean mirrored(long offset) throws ExecutionException, InterruptedException {
        OffsetAndMetadata committed = topics.admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(partition);
        return committed != null
                && committed.offset() == offset
                && committed.metadata().equals("direct-stream mirror of memory");
    }

    private void runUntil(StreamOptions options, Callable<Boolean> reached) {
        try (DirectStream<String, String> stream = create(options)) {
            stream.start();
            await().until(reached);
        }
    }

    private DirectStream<String, String> create(StreamOptions options) {
        return DirectStream.create(
                options,
                StreamHarness.definition(ConsumerStrategies.subscribe(List.of(topic)), deliveries),
                streams.services(options, Map.of()).withOffsetStore(context -> store));
    }
}
