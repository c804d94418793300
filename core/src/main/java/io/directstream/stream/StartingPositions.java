/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.StoredOffset;
import io.directstream.offset.TopicShape;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.StartingPosition;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Chooses where partitions begin of which nothing is stored: at the strategy's starting position; at
 * {@code when-partition-added} if the partition, or its topic, came to the stream later; else at {@code when-none-stored}.
 * Runs on the member's thread.
 */
final class StartingPositions {

    private final ConsumerStrategy strategy;

    private final OffsetOptions policies;

    private final LeaderOffsets offsets;

    private final Predicate<TopicPartition> cameLater;

    /**
     * Prepares the choice.
     *
     * @param cameLater whether a partition came to be while this instance ran
     */
    StartingPositions(
            ConsumerStrategy strategy,
            OffsetOptions policies,
            LeaderOffsets offsets,
            Predicate<TopicPartition> cameLater) {
        this.strategy = strategy;
        this.policies = policies;
        this.offsets = offsets;
        this.cameLater = cameLater;
    }

    /** Looks at what there is to read around partitions of which nothing is stored. */
    TopicSurvey survey(Consumer<?, ?> consumer, Set<TopicPartition> unstored) {
        return TopicSurvey.of(consumer, strategy.subscription(), unstored);
    }

    /**
     * Chooses a position for each partition.
     *
     * @param unstored partitions of which nothing is stored
     * @param survey what there is around them
     * @param siblings what is stored of other partitions
     */
    Choices choose(
            Consumer<?, ?> consumer,
            Set<TopicPartition> unstored,
            TopicSurvey survey,
            Map<TopicPartition, StoredOffset> siblings) {
        Round round = new Round(consumer, survey);
        Map<TopicPartition, StartingPosition> given = strategy.startingPositions(unstored);
        round.atGiven(given);
        Set<TopicPartition> added = new HashSet<>();
        Set<TopicPartition> first = new HashSet<>();
        for (TopicPartition partition : unstored) {
            if (!given.containsKey(partition)) {
                boolean isNew = cameLater.test(partition) || survey.isNew(partition, siblings);
                (isNew ? added : first).add(partition);
            }
        }
        round.at(added, policies.whenPartitionAdded(), "when-partition-added");
        round.at(first, policies.whenNoneStored(), "when-none-stored");
        return round.choices;
    }

    /** The position that {@code when-out-of-range} stands for. */
    Choice atOutOfRange(Consumer<?, ?> consumer, TopicPartition partition) {
        Set<TopicPartition> one = Set.of(partition);
        Round round = new Round(consumer, survey(consumer, one));
        round.at(one, policies.whenOutOfRange(), "when-out-of-range");
        Choice choice = round.choices.made().get(partition);
        if (choice == null) {
            throw new TimeoutException(
                    partition + ": " + round.choices.waiting().get(partition));
        }
        return choice;
    }

    /** The positions that {@code when-topic-recreated} stands for. */
    Choices atTopicMadeAgain(Consumer<?, ?> consumer, Set<TopicPartition> partitions) {
        Round round = new Round(consumer, survey(consumer, partitions));
        if (policies.whenTopicRecreated() == PositionPolicy.FAIL) {
            partitions.forEach(partition -> round.choices
                    .made()
                    .put(
                            partition,
                            Choice.refused(
                                    "the topic of %s was deleted and made again since its offset was stored, and when-topic-recreated is fail; set it to earliest, or move the offset, then restart the partition"
                                            .formatted(partition))));
        } else {
            round.at(partitions, policies.whenTopicRecreated(), "when-topic-recreated");
        }
        return round.choices;
    }

    private static Choice refused(TopicPartition partition, String key) {
        return Choice.refused(
                "nothing is stored for %s and %s is fail; give a starting offset, set %s to earliest or latest, or commit an offset for the group, then restart the partition"
                        .formatted(partition, key, key));
    }

    /**
     * Where partitions begin.
     *
     * @param made the positions that were chosen
     * @param waiting the partitions whose position cannot be chosen yet, and why
     */
    record Choices(Map<TopicPartition, Choice> made, Map<TopicPartition, String> waiting) {}

    /**
     * Where a partition begins.
     *
     * @param offset the offset, or -1 if it must not begin
     * @param why the setting that says so, or why it must not begin
     * @param shape what there was to read when it was chosen, if that is known
     */
    record Choice(long offset, String why, @Nullable TopicShape shape) {

        private static Choice refused(String why) {
            return new Choice(-1, why, null);
        }

        boolean isRefused() {
            return offset < 0;
        }
    }

    /** The choices that are made at one time. */
    private final class Round {

        private final Consumer<?, ?> consumer;

        private final TopicSurvey survey;

        private final Choices choices = new Choices(new HashMap<>(), new HashMap<>());

        private Round(Consumer<?, ?> consumer, TopicSurvey survey) {
            this.consumer = consumer;
            this.survey = survey;
        }

        private void atGiven(Map<TopicPartition, StartingPosition> given) {
            Map<TopicPartition, Long> times = new HashMap<>();
            given.forEach((partition, start) -> {
                if (start instanceof StartingPosition.AtOffset at) {
                    choose(partition, at.offset(), "starting offset");
                } else if (start instanceof StartingPosition.AtTimestamp at) {
                    times.put(partition, at.timestamp().toEpochMilli());
                }
            });
            if (!times.isEmpty()) {
                atTimes(times);
            }
        }

        private void atTimes(Map<TopicPartition, Long> times) {
            Map<TopicPartition, OffsetAndTimestamp> found = ask(times.keySet(), (asked, partitions, timeout) -> {
                Map<TopicPartition, Long> some = new HashMap<>(times);
                some.keySet().retainAll(partitions);
                return asked.offsetsForTimes(some, timeout);
            });
            Set<TopicPartition> later = new HashSet<>(found.keySet());
            later.removeIf(partition -> found.get(partition) != null);
            Map<TopicPartition, Long> ends = ask(later, Consumer::endOffsets);
            times.forEach((partition, time) -> {
                OffsetAndTimestamp first = found.get(partition);
                Long offset = first == null ? ends.get(partition) : Long.valueOf(first.offset());
                if (offset != null) {
                    choose(partition, offset, "starting timestamp " + Instant.ofEpochMilli(time));
                }
            });
        }

        private void at(Set<TopicPartition> partitions, PositionPolicy policy, String key) {
            String why = key + " is " + policy.name().toLowerCase(Locale.ROOT);
            switch (policy) {
                case EARLIEST ->
                    ask(partitions, Consumer::beginningOffsets)
                            .forEach((partition, offset) -> choose(partition, offset, why));
                case LATEST ->
                    ask(partitions, Consumer::endOffsets)
                            .forEach((partition, offset) -> choose(partition, offset, why));
                case FAIL -> partitions.forEach(partition -> choices.made().put(partition, refused(partition, key)));
            }
        }

        private <T> Map<TopicPartition, T> ask(Set<TopicPartition> partitions, LeaderOffsets.Question<T> question) {
            LeaderOffsets.Answer<T> answer = offsets.ask(consumer, partitions, question);
            choices.waiting().putAll(answer.unanswered());
            for (TopicPartition partition : partitions) {
                if (!answer.found().containsKey(partition)) {
                    choices.waiting().putIfAbsent(partition, "the broker told no offset");
                }
            }
            return answer.found();
        }

        private void choose(TopicPartition partition, long offset, String why) {
            choices.made().put(partition, new Choice(offset, why, survey.shape(partition)));
        }
    }
}
