/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.directstream.BatchListener;
import io.directstream.StreamClock;
import io.directstream.offset.GroupOffsets;
import io.directstream.offset.OffsetStoreException;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.testing.StreamHarness;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetMovesTests extends BrokerTest {

    private static final Set<TopicPartition> ALL = Set.of();

    private static final BatchListener<String, String> IGNORING = batch -> {};

    private final StreamOptions options = StreamHarness.options(group);

    @Test
    void movesAllPartitionsOfAGroupThatNeverWas() {
        String topic = topics.create(2);
        topics.fill(topic, 2, 5);

        List<OffsetMove> moves = move(topic, ALL, "latest");

        assertThat(moves)
                .extracting(OffsetMove::from, OffsetMove::to, OffsetMove::outcome, OffsetMove::mirror)
                .containsOnly(tuple(null, 5L, OffsetMove.Outcome.MOVED, OffsetMove.Mirror.NONE));
        assertThat(topics.committed(group)).containsOnly(Map.entry(at(topic, 0), 5L), Map.entry(at(topic, 1), 5L));
    }

    @Test
    void movesOnlyThePartitionsThatAreNamed() {
        String topic = topics.create(2);
        topics.fill(topic, 2, 5);
        move(topic, ALL, "latest");

        assertThat(move(topic, Set.of(at(topic, 1)), "earliest"))
                .extracting(OffsetMove::from, OffsetMove::to)
                .containsExactly(tuple(5L, 0L));
        assertThat(move(topic, Set.of(at(topic, 1)), "3"))
                .extracting(OffsetMove::from, OffsetMove::to)
                .containsExactly(tuple(0L, 3L));
        assertThat(topics.committed(group)).containsOnly(Map.entry(at(topic, 0), 5L), Map.entry(at(topic, 1), 3L));
    }

    @Test
    void anInstantIsTheFirstRecordThatIsNotOlderOrTheEnd() {
        String topic = topics.create(2);
        for (int hour = 0; hour < 4; hour++) {
            long timestamp = Duration.ofHours(hour).toMillis();
            topics.send(new ProducerRecord<>(topic, 0, timestamp, "key", "value"));
        }
        topics.send(new ProducerRecord<>(topic, 1, 0L, "key", "value"));
        topics.flush();

        assertThat(move(topic, ALL, "1970-01-01T01:30:00Z"))
                .extracting(OffsetMove::to)
                .containsExactly(2L, 1L);
    }

    @Test
    void aPlanChangesNothing() {
        String topic = topics.create(1);
        topics.fill(topic, 1, 5);

        try (OffsetMoves moves = moves(ConsumerStrategies.subscribe(Set.of(topic)))) {
            assertThat(moves.plan(ALL, new OffsetTarget.At(2)).moves())
                    .containsExactly(OffsetMove.planned(at(topic, 0), null, 2, new LogBounds(0, 5)));
        }
        assertThat(topics.committed(group)).isEmpty();
    }

    @Test
    void refusesOffsetsThatTheLogDoesNotHold() {
        String topic = topics.create(2);
        topics.fill(topic, 1, 5);

        assertThatExceptionOfType(OffsetMoveException.class)
                .isThrownBy(() -> move(topic, ALL, "4"))
                .withMessage("to is 4, but the log of %s-1 reaches from 0 to its end at 0", topic);
        assertThat(topics.committed(group)).as("of partition 0").isEmpty();
    }

    @Test
    void refusesPartitionsThatAreNotTheStreamsAndNamesAllOfThem() {
        String topic = topics.create(2);
        Set<TopicPartition> wrong = Set.of(at(topic, 2), at("nowhere", 0));

        assertThatExceptionOfType(OffsetMoveException.class)
                .isThrownBy(() -> move(topic, wrong, "earliest"))
                .withMessageContaining("%s-2 does not exist: topic %1$s has the partitions 0 to 1".formatted(topic))
                .withMessageContaining("nowhere-0 is not the stream's, which reads topics [" + topic + "]");
        ConsumerStrategy first = ConsumerStrategies.assign(List.of(at(topic, 0)));
        assertThatExceptionOfType(OffsetMoveException.class)
                .isThrownBy(() -> move(first, Set.of(at(topic, 1)), "earliest"))
                .withMessageContaining("leaves it out");
        assertThatExceptionOfType(OffsetMoveException.class)
                .isThrownBy(() -> move("missing" + topic, ALL, "earliest"))
                .withMessageContaining("nothing exists of topics [missing" + topic + "]");
    }

    @Test
    void isRefusedWhileTheGroupHasAMemberByUsAndByTheBroker() {
        String topic = topics.create(1);
        topics.fill(topic, 1, 5);
        try (DirectStream<String, String> stream =
                streams.start(options, ConsumerStrategies.subscribe(Set.of(topic)), IGNORING)) {
            await().until(() -> topics.committed(group).containsValue(5L));

            assertThatExceptionOfType(OffsetMoveException.class)
                    .isThrownBy(() -> move(topic, ALL, "earliest"))
                    .withMessageContaining(stream.snapshot().memberId())
                    .withMessageContaining("POST directstreams/orders")
                    .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(OffsetMoveException.Reason.IN_USE));
            assertThat(new AdminCommitter(topics.admin(), group, new Patience(StreamClock.SYSTEM))
                            .commit(at(topic, 0), new OffsetAndMetadata(0), 0))
                    .succeedsWithin(Duration.ofSeconds(30))
                    .isEqualTo(StoreOutcome.FENCED);
        }
        assertThat(topics.committed(group)).containsValue(5L);
    }

    @Test
    void offsetsKeptElsewhereAreMovedThereAndTheirMirrorAfterThem() throws Exception {
        String topic = topics.create(2);
        topics.fill(topic, 2, 5);
        KeptElsewhere store = new KeptElsewhere();

        List<OffsetMove> moves = move(store, ConsumerStrategies.subscribe(Set.of(topic)), options, "3");

        assertThat(moves).extracting(OffsetMove::mirror).containsOnly(OffsetMove.Mirror.MOVED);
        assertThat(store.stored)
                .hasSize(2)
                .allSatisfy((partition, stored) -> assertThat(stored.offset()).isEqualTo(3));
        assertThat(store.positions).extracting(StorableRange::topicId).doesNotContainNull();
        assertThat(committed().values()).hasSize(2).allSatisfy(offset -> {
            assertThat(offset.offset()).isEqualTo(3);
            assertThat(GroupOffsets.isMirror(offset)).isTrue();
        });
    }

    @Test
    void nothingIsMirroredOfAStreamThatIsNot() {
        String topic = topics.create(1);
        StreamOptions unseen = options.withOffsets(OffsetOptions.DEFAULT.withMirrored(false));

        List<OffsetMove> moves =
                move(new KeptElsewhere(), ConsumerStrategies.subscribe(Set.of(topic)), unseen, "earliest");

        assertThat(moves).extracting(OffsetMove::mirror).containsExactly(OffsetMove.Mirror.NONE);
        assertThat(topics.committed(group)).isEmpty();
    }

    @Test
    void aPartitionThatFailsLeavesTheOthersAlone() {
        String topic = topics.create(3);
        KeptElsewhere store = new KeptElsewhere();
        store.failures.put(at(topic, 0), new OffsetStoreException("the disk is full", new IllegalStateException()));
        store.outcomes.put(at(topic, 1), StoreOutcome.TOPIC_RECREATED);

        List<OffsetMove> moves = move(store, ConsumerStrategies.subscribe(Set.of(topic)), options, "earliest");

        assertThat(moves)
                .extracting(OffsetMove::outcome)
                .containsExactly(OffsetMove.Outcome.NOT_MOVED, OffsetMove.Outcome.NOT_MOVED, OffsetMove.Outcome.MOVED);
        assertThat(moves.get(0).reason()).contains("the disk is full");
        assertThat(moves.get(1).reason()).contains("TOPIC_RECREATED");
        assertThat(topics.committed(group)).containsOnlyKeys(at(topic, 2));
    }

    @Test
    void partitionsThatCameSinceTheStreamBeganAreStillSeenAsNew() throws Exception {
        String prefix = TestTopics.unique("regions");
        String topic = topics.create(prefix + ".north", 1);
        ConsumerStrategy matching = ConsumerStrategies.subscribePattern(Pattern.compile(prefix + "\\..*"));
        move(matching, ALL, "earliest");
        String metadata = committed().get(at(topic, 0)).metadata();
        assertThat(metadata).contains("partitions=1 topics=");

        topics.addPartitions(topic, 2);
        await().until(() -> move(matching, ALL, "earliest").size() == 2);

        assertThat(committed().values()).extracting(OffsetAndMetadata::metadata).containsOnly(metadata);
    }

    @Test
    void looksAtStoreGroupAndLog() {
        String topic = topics.create(2);
        topics.fill(topic, 1, 5);
        move(topic, Set.of(at(topic, 0)), "2");

        try (OffsetMoves moves = moves(ConsumerStrategies.subscribe(Set.of(topic)))) {
            GroupLook look = moves.look();
            assertThat(look.members()).isEmpty();
            assertThat(look.reason()).isNull();
            assertThat(look.partitions())
                    .containsExactly(
                            new GroupLook.PartitionLook(at(topic, 0), 2L, 2L, false, new LogBounds(0, 5)),
                            new GroupLook.PartitionLook(at(topic, 1), null, null, null, new LogBounds(0, 0)));
        }
    }

    @Test
    void aStoreThatCannotBeOpenedIsUnknownToALookAndRefusesAMove() {
        String topic = topics.create(1);
        StreamServices locked = streams.services(options, Map.of()).withOffsetStore(context -> {
            throw new IllegalStateException("somebody else has it");
        });

        try (OffsetMoves moves = OffsetMoves.of(options, ConsumerStrategies.subscribe(Set.of(topic)), locked)) {
            assertThat(moves.look().reason()).contains("somebody else has it");
            assertThat(moves.look().partitions()).hasSize(1);
            assertThatExceptionOfType(OffsetMoveException.class)
                    .isThrownBy(() -> moves.plan(ALL, new OffsetTarget.Earliest()))
                    .withMessageContaining("somebody else has it");
        }
    }

    private List<OffsetMove> move(String topic, Set<TopicPartition> partitions, String to) {
        return move(ConsumerStrategies.subscribe(Set.of(topic)), partitions, to);
    }

    private List<OffsetMove> move(ConsumerStrategy strategy, Set<TopicPartition> partitions, String to) {
        try (OffsetMoves moves = moves(strategy)) {
            return moves.store(moves.plan(partitions, OffsetTarget.parse(to)));
        }
    }

    private List<OffsetMove> move(KeptElsewhere store, ConsumerStrategy strategy, StreamOptions of, String to) {
        StreamServices services = streams.services(of, Map.of()).withOffsetStore(context -> store);
        try (OffsetMoves moves = OffsetMoves.of(of, strategy, services)) {
            return moves.store(moves.plan(ALL, OffsetTarget.parse(to)));
        }
    }

    private OffsetMoves moves(ConsumerStrategy strategy) {
        return OffsetMoves.of(options, strategy, streams.services(options, Map.of()));
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws ExecutionException, InterruptedException {
        return topics.admin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
    }

    private static TopicPartition at(String topic, int partition) {
        return new TopicPartition(topic, partition);
    }
}
