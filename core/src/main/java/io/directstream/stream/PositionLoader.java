/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.OffsetStore;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

    private final OffsetStore store;

    private final StartingPositions starting;

    private final MemberTasks member;

    private final OutageLog outages;

    /** The epochs under which positions are wanted and not yet known. */
    private final Map<TopicPartition, Long> wanted = new ConcurrentHashMap<>();

    PositionLoader(String stream, Reading reading, OffsetStore store, StartingPositions starting, MemberTasks member) {
        this.stream = stream;
        this.reading = reading;
        this.store = store;
        this.starting = starting;
        this.member = member;
        this.outages = new OutageLog(log, "stream " + stream + " cannot look up its positions", member.clock());
    }

    /** Begins to look up the positions of these partitions in their current epochs. From any thread. */
    void load(Collection<TopicPartition> partitions) {
        wanted.putAll(reading.table().view().epochs(partitions));
        Set<TopicPartition> asked = Set.copyOf(partitions);
        attempt(
                asked,
                () -> step(store.load(stream, asked), asked, stored -> {
                    stored.forEach((partition, offset) -> begin(partition, offset, "stored"));
                    Set<TopicPartition> unstored = new HashSet<>(asked);
                    unstored.removeAll(stored.keySet());
                    if (!unstored.isEmpty()) {
                        askForSiblings(unstored);
                    }
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
            storeAndBegin(Map.of(partition, choice));
        }));
    }

    /** Whether other partitions of a topic are stored tells whether an unstored one was added, or is at its first start. */
    private void askForSiblings(Set<TopicPartition> unstored) {
        member.execute(consumer -> attempt(unstored, () -> {
            Set<TopicPartition> siblings = starting.siblings(consumer, unstored);
            Map<TopicPartition, StoredOffset> known = reading.table().view().storedAmong(siblings);
            siblings.removeAll(known.keySet());
            siblings.removeAll(wanted.keySet());
            CompletionStage<Map<TopicPartition, StoredOffset>> others = store.load(stream, siblings);
            step(others, unstored, found -> {
                Map<TopicPartition, StoredOffset> stored = new HashMap<>(found);
                stored.putAll(known);
                choose(unstored, stored);
            });
        }));
    }

    private void choose(Set<TopicPartition> unstored, Map<TopicPartition, StoredOffset> siblings) {
        member.execute(consumer -> attempt(unstored, () -> {
            Map<TopicPartition, StartingPositions.Choice> choices = starting.choose(consumer, unstored, siblings);
            Map<TopicPartition, StartingPositions.Choice> found = new HashMap<>();
            choices.forEach((partition, choice) -> {
                if (choice.isRefused()) {
                    park(partition, choice.why());
                } else {
                    found.put(partition, choice);
                }
            });
            storeAndBegin(found);
        }));
    }

    private void storeAndBegin(Map<TopicPartition, StartingPositions.Choice> choices) {
        List<TopicPartition> partitions = new ArrayList<>(choices.keySet());
        List<StorableRange> positions = new ArrayList<>();
        partitions.removeIf(partition -> !wanted.containsKey(partition));
        for (TopicPartition partition : partitions) {
            StartingPositions.Choice choice = Objects.requireNonNull(choices.get(partition));
            positions.add(StorableRange.position(
                    partition, choice.offset(), wanted.getOrDefault(partition, -1L), choice.topicPartitions()));
        }
        step(store.store(positions), Set.copyOf(partitions), outcomes -> {
            for (int i = 0; i < partitions.size(); i++) {
                TopicPartition partition = partitions.get(i);
                StartingPositions.Choice choice = Objects.requireNonNull(choices.get(partition));
                if (outcomes.get(i) == StoreOutcome.STORED) {
                    begin(partition, new StoredOffset(choice.offset(), null, choice.topicPartitions()), choice.why());
                } else {
                    refused(partition, outcomes.get(i));
                }
            }
        });
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
            log.info("stream {}: {} begins at {} ({})", stream, partition, at.offset(), why);
            reading.begin(partition, epoch, at.offset(), at.topicPartitions());
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
        outages.failed("trying again", failure);
        member.executeLater(() -> {
            Set<TopicPartition> still = new HashSet<>(partitions);
            still.removeIf(
                    partition -> !reading.table().view().isCurrent(partition, wanted.getOrDefault(partition, -1L)));
            if (!still.isEmpty()) {
                load(still);
            }
        });
    }
}
