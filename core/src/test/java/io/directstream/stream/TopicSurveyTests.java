/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.offset.StoredOffset;
import io.directstream.offset.TopicShape;
import io.directstream.strategy.Subscription;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TopicSurveyTests {

    private static final TopicPartition PAT1_0 = new TopicPartition("pat1", 0);

    private static final TopicPartition PAT1_1 = new TopicPartition("pat1", 1);

    private static final TopicPartition PAT2_0 = new TopicPartition("pat2", 0);

    private static final Subscription PATTERN = new Subscription.Matching(Pattern.compile("pat\\d"));

    private static final Subscription LIST = new Subscription.Topics(Set.of("pat1", "pat2"));

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");

    @Test
    void forAListLooksAtTheTopicsOfThePartitions() {
        create("pat1", 2);
        create("pat2", 1);
        TopicSurvey survey = TopicSurvey.of(consumer, LIST, Set.of(PAT1_0));

        assertThat(survey.siblings(Set.of(PAT1_0))).containsExactly(PAT1_1);
        assertThat(survey.shape(PAT1_0)).isEqualTo(TopicShape.of(2));
    }

    @Test
    void forAPatternLooksAtAllTopicsThatMatch() {
        create("pat1", 2);
        create("pat2", 1);
        create("other", 1);

        TopicSurvey survey = survey(PAT1_0);

        assertThat(survey.siblings(Set.of(PAT1_0))).containsExactlyInAnyOrder(PAT1_1, PAT2_0);
        assertThat(survey.shape(PAT1_0)).isEqualTo(new TopicShape(2, TopicShape.hash(List.of("pat1", "pat2"))));
    }

    @Test
    void aPartitionThatMetadataDoesNotShowYetIsCounted() {
        create("pat1", 1);
        assertThat(TopicSurvey.of(consumer, LIST, Set.of(new TopicPartition("pat1", 2)))
                        .shape(new TopicPartition("pat1", 2)))
                .isEqualTo(TopicShape.of(3));
    }

    @Test
    @DisplayName("Two members that begin at once do not take each other's topics for new ones")
    void aTopicOfAPatternIsNotNewIfTheSameTopicsMatchedBefore() {
        create("pat1", 1);
        create("pat2", 1);
        TopicSurvey survey = survey(PAT2_0);

        assertThat(survey.isNew(PAT2_0, Map.of(PAT1_0, stored(survey.shape(PAT1_0)))))
                .isFalse();
    }

    @Test
    void aTopicOfAPatternIsNewIfOtherTopicsMatchedBefore() {
        create("pat1", 1);
        TopicShape before = survey(PAT1_0).shape(PAT1_0);
        create("pat2", 1);

        assertThat(survey(PAT2_0).isNew(PAT2_0, Map.of(PAT1_0, stored(before)))).isTrue();
    }

    @Test
    void aTopicOfAPatternIsNewIfTheStoreDoesNotTellWhatMatchedBefore() {
        create("pat1", 1);
        create("pat2", 1);

        assertThat(survey(PAT2_0).isNew(PAT2_0, Map.of(PAT1_0, stored(TopicShape.of(1)))))
                .isTrue();
        assertThat(survey(PAT2_0).isNew(PAT2_0, Map.of(PAT1_0, new StoredOffset(5, null, null))))
                .isTrue();
    }

    @Test
    void nothingIsNewAsLongAsNothingIsStored() {
        create("pat1", 1);

        assertThat(survey(PAT1_0).isNew(PAT1_0, Map.of())).isFalse();
    }

    @Test
    @DisplayName("A partition of a topic that is begun counts by its number, whatever topics came or went")
    void whatIsStoredOfTheSameTopicDecides() {
        create("pat1", 2);
        StoredOffset begunWithTwo = stored(new TopicShape(2, TopicShape.hash(List.of("pat1", "pat7"))));
        StoredOffset begunWithOne = stored(new TopicShape(1, TopicShape.hash(List.of("pat1"))));

        assertThat(survey(PAT1_1).isNew(PAT1_1, Map.of(PAT1_0, begunWithTwo))).isFalse();
        assertThat(survey(PAT1_1).isNew(PAT1_1, Map.of(PAT1_0, begunWithOne))).isTrue();
    }

    private TopicSurvey survey(TopicPartition unstored) {
        return TopicSurvey.of(consumer, PATTERN, Set.of(unstored));
    }

    private void create(String topic, int partitions) {
        consumer.updatePartitions(
                topic,
                IntStream.range(0, partitions)
                        .mapToObj(number -> new PartitionInfo(topic, number, null, null, null))
                        .toList());
        consumer.unsubscribe();
        consumer.subscribe(Pattern.compile("pat\\d"));
    }

    private static StoredOffset stored(TopicShape shape) {
        return new StoredOffset(5, null, shape);
    }
}
