/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.Failures;
import io.directstream.offset.OffsetStoreException;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import io.directstream.stream.StoredPositions.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out where newly assigned partitions begin: at the stored offset; where nothing is stored, at the position that
 * {@link StartingPositions} chooses, which is stored before the first record is read. The store is asked off the member's
 * thread; everything that needs the group consumer comes back to it.
 */
final class PositionLoader {

    private static final Logger log = LoggerFactory.getLogger(PositionLoader.class);

    private final String stream;

    private final Reading reading;

    private final StoredPositions store;

    private final StartingPositions starting;

    private final MemberTasks member;

    private final StreamEvents events;

    private final OutageLog outages;

    /** Why positions could not be chosen yet; for the member's thread. */
    private final Map<TopicPartition, String> waiting = new HashMap<>();

    /** The epochs under which positions are wanted and not yet known. */
    private final Map<TopicPartition, Long> wanted = new ConcurrentHashMap<>();

    PositionLoader(
            String stream,
            Reading reading,
            StoredPositions store,
            StartingPositions starting,
            MemberTasks member,
            StreamEvents events) {
        this.stream = stream;
        this.reading = reading;
        this.store = store;
        this.starting = starting;
        this.member = member;
        this.events = events;
        this.outages = new OutageLog(log, "stream " + stream + " cannot look up its positions", member.clock());
    }

    /** Begins to look up the positions of these partitions in their current epochs. From any thread. */
    void load(Collection<TopicPartition> partitions) {
        wanted.putAll(reading.table().view().epochs(partitions));
        Set<TopicPartition> asked = Set.copyOf(partitions);
        attempt(asked, () -> step(store.find(asked), asked, found -> begin(asked, found)));
    }

    /** Their topics were deleted and made again: what is stored now decides. From any thread. */
    void topicsMadeAgain(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> epochs = reading.table().view().epochs(partitions);
        epochs.forEach(
                (partition, epoch) -> reading.table().reload(partition, epoch, "its topic was deleted and made again"));
        load(epochs.keySet());
    }

    private void begin(Set<TopicPartition> asked, Found found) {
        Map<TopicPartition, StoredOffset> same = found.ofTheSameTopics();
        store.begins(same, Map.copyOf(wanted));
        same.forEach((partition, offset) -> begin(partition, offset, whyAt(partition)));
        Set<TopicPartition> others = new HashSet<>(found.stored().keySet());
        others.removeAll(same.keySet());
        if (!others.isEmpty()) {
            atTopicMadeAgain(others, found);
        }
        goOnWithGroup(found);
        Set<TopicPartition> unstored = new HashSet<>(asked);
        unstored.removeAll(found.all().keySet());
        if (!unstored.isEmpty()) {
            askForSiblings(unstored);
        }
    }

    /** Given ranges have an end. */
    private String whyAt(TopicPartition partition) {
        return reading.table()
                .view()
                .limit(partition)
                .map(until -> "given, up to " + until)
                .orElse("stored");
    }

    /** The group committed them before the offsets were kept elsewhere. */
    private void goOnWithGroup(Found found) {
        Map<TopicPartition, StartingPositions.Choice> choices = new HashMap<>();
        found.committed()
                .forEach((partition, offset) -> choices.put(
                        partition,
                        new StartingPositions.Choice(offset.offset(), "committed by the group", offset.shape())));
        if (!choices.isEmpty()) {
            storeAndBegin(choices, Map.of(), () -> {});
        }
    }

    private void atTopicMadeAgain(Set<TopicPartition> partitions, Found found) {
        member.execute(consumer -> attempt(partitions, () -> {
            StartingPositions.Choices choices = starting.atTopicMadeAgain(consumer, partitions);
            choices.made()
                    .forEach((partition, choice) -> log.warn(
                            "stream {}: the topic of {} was deleted and made again since {} was stored; {}",
                            stream,
                            partition,
                            Objects.requireNonNull(found.stored().get(partition))
                                    .offset(),
                            choice.why()));
            beginAt(choices, found.stored());
        }));
    }

    /** Chooses a new position for a partition whose position the log does not hold; a recorded jump. */
    void jump(TopicPartition partition, long from) {
        wanted.putAll(reading.table().view().epochs(Set.of(partition)));
        member.execute(consumer -> attempt(Set.of(partition), () -> {
            StartingPositions.Choice choice = starting.atOutOfRange(consumer, partition);
            log.warn(
                    "stream {}: {} jumps from {} to {}, because its position is out of range and {}",
                    stream,
                    partition,
                    from,
                    choice.offset(),
                    choice.why());
            long lost = choice.offset() - from;
            Map<TopicPartition, StoredOffset> replaced = reading.table().view().storedAmong(Set.of(partition));
            storeAndBegin(Map.of(partition, choice), replaced, () -> {
                if (lost > 0) {
                    events.recordsLost(stream, partition, lost);
                }
            });
        }));
    }

    /** What is stored of other partitions tells whether an unstored one was added, or is at its first start. */
    private void askForSiblings(Set<TopicPartition> unstored) {
        member.execute(consumer -> attempt(unstored, () -> {
            TopicSurvey survey = starting.survey(consumer, unstored);
            Set<TopicPartition> siblings = survey.siblings(unstored);
            Map<TopicPartition, StoredOffset> known = reading.table().view().storedAmong(siblings);
            siblings.removeAll(known.keySet());
            siblings.removeAll(wanted.keySet());
            step(store.find(siblings), unstored, found -> {
                Map<TopicPartition, StoredOffset> stored = found.all();
                stored.putAll(known);
                choose(unstored, survey, stored);
            });
        }));
    }

    private void choose(Set<TopicPartition> unstored, TopicSurvey survey, Map<TopicPartition, StoredOffset> siblings) {
        member.execute(consumer ->
                attempt(unstored, () -> beginAt(starting.choose(consumer, unstored, survey, siblings), Map.of())));
    }

    private void beginAt(StartingPositions.Choices choices, Map<TopicPartition, StoredOffset> replaced) {
        Map<TopicPartition, StartingPositions.Choice> made = new HashMap<>();
        choices.made().forEach((partition, choice) -> {
            if (choice.isRefused()) {
                park(partition, choice.why());
            } else {
                made.put(partition, choice);
            }
        });
        leaveWaiting(choices.waiting());
        storeAndBegin(made, replaced, () -> {});
    }

    /** These partitions stay as they are, with the reason, and are tried again while the others begin. */
    private void leaveWaiting(Map<TopicPartition, String> reasons) {
        reasons.forEach((partition, reason) -> {
            reading.table().held().explain(partition, reason);
            if (!reason.equals(waiting.put(partition, reason))) {
                log.warn("stream {}: {} cannot begin yet: {}", stream, partition, reason);
            }
        });
        if (!reasons.isEmpty()) {
            againLater(reasons.keySet());
        }
    }

    /** Stores chosen positions, in place of what was stored when they were chosen, and has their partitions begin there. */
    private void storeAndBegin(
            Map<TopicPartition, StartingPositions.Choice> choices,
            Map<TopicPartition, StoredOffset> replaced,
            Runnable whenStored) {
        List<TopicPartition> partitions = new ArrayList<>(choices.keySet());
        List<StorableRange> positions = new ArrayList<>();
        partitions.removeIf(partition -> !wanted.containsKey(partition));
        for (TopicPartition partition : partitions) {
            StartingPositions.Choice choice = Objects.requireNonNull(choices.get(partition));
            StoredOffset before = replaced.get(partition);
            positions.add(StorableRange.position(
                            partition,
                            choice.offset(),
                            wanted.getOrDefault(partition, -1L),
                            store.topicId(partition),
                            choice.shape())
                    .replacing(before == null ? null : before.offset()));
        }
        step(store.store(positions), Set.copyOf(partitions), outcomes -> {
            for (int i = 0; i < partitions.size(); i++) {
                TopicPartition partition = partitions.get(i);
                StartingPositions.Choice choice = Objects.requireNonNull(choices.get(partition));
                if (outcomes.get(i) == StoreOutcome.STORED) {
                    whenStored.run();
                    begin(partition, chosen(partition, choice), choice.why());
                } else {
                    refused(partition, outcomes.get(i));
                }
            }
        });
    }

    private StoredOffset chosen(TopicPartition partition, StartingPositions.Choice choice) {
        return new StoredOffset(choice.offset(), null, choice.shape(), store.topicId(partition), null);
    }

    /** Somebody else was first, or the epoch ended: what is stored now decides, if the partition is still here. */
    private void refused(TopicPartition partition, StoreOutcome outcome) {
        if (reading.table().view().isCurrent(partition, wanted.getOrDefault(partition, -1L))) {
            retryLater(
                    Set.of(partition),
                    new IllegalStateException("the store refused the position of " + partition + " with " + outcome));
        } else {
            wanted.remove(partition);
        }
    }

    private void begin(TopicPartition partition, StoredOffset at, String why) {
        member.execute(consumer -> {
            Long epoch = wanted.remove(partition);
            if (epoch == null || !reading.table().view().isCurrent(partition, epoch)) {
                return;
            }
            outages.recovered();
            waiting.remove(partition);
            log.info("stream {}: {} begins at {} ({})", stream, partition, at.offset(), why);
            reading.begin(partition, epoch, at);
            member.changed();
        });
    }

    private void park(TopicPartition partition, String why) {
        Long epoch = wanted.remove(partition);
        if (epoch != null) {
            log.error("stream {}: {} is parked: {}", stream, partition, why);
            reading.table().park(partition, epoch, null, why);
        }
    }

    private <T> void step(CompletionStage<T> stage, Set<TopicPartition> partitions, Consumer<T> next) {
        stage.whenComplete((answer, failure) -> {
            if (failure == null) {
                attempt(partitions, () -> next.accept(answer));
            } else {
                retryLater(partitions, failure);
            }
        });
    }

    private void attempt(Set<TopicPartition> partitions, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException failure) {
            retryLater(partitions, failure);
        }
    }

    private void retryLater(Set<TopicPartition> partitions, Throwable failure) {
        Set<TopicPartition> concerned = concerned(failure);
        if (concerned.isEmpty() || concerned.containsAll(partitions)) {
            outages.failed("trying again", failure);
            againLater(partitions);
        } else {
            waitAlone(concerned, partitions, failure);
        }
    }

    /** What the store cannot tell of some partitions does not hold up the others. */
    private void waitAlone(Set<TopicPartition> concerned, Set<TopicPartition> partitions, Throwable failure) {
        Set<TopicPartition> others = new HashSet<>(partitions);
        others.removeAll(concerned);
        Map<TopicPartition, String> reasons = new HashMap<>();
        concerned.forEach(partition -> reasons.put(partition, Failures.describe(failure)));
        member.execute(consumer -> leaveWaiting(reasons));
        load(others);
    }

    private static Set<TopicPartition> concerned(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof OffsetStoreException store ? store.partitions() : Set.of();
    }

    private void againLater(Set<TopicPartition> partitions) {
        member.executeLater(() -> {
            waiting.keySet().retainAll(wanted.keySet());
            Set<TopicPartition> still = new HashSet<>(partitions);
            still.removeIf(
                    partition -> !reading.table().view().isCurrent(partition, wanted.getOrDefault(partition, -1L)));
            if (!still.isEmpty()) {
                load(still);
            }
        });
    }
}
