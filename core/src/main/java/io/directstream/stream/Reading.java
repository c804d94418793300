/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.ByteBudget;
import io.directstream.consumer.ConsumerCache;
import io.directstream.consumer.FetcherPool;
import io.directstream.consumer.PartitionReader;
import io.directstream.offset.StoredOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The parts that bring records to the workers.
 *
 * @param table the assigned partitions
 * @param cache their readers
 * @param fetchers what fills the readers
 * @param budget the memory the readers share
 * @param planning how the stream comes to its batches
 */
record Reading(PartitionTable table, ConsumerCache cache, FetcherPool fetchers, ByteBudget budget, Planning planning) {

    /**
     * Has a partition begin at what is stored, in the given epoch. A continuous stream reads ahead from there on; one with
     * an interval reads when a range was planned.
     */
    void begin(TopicPartition partition, long epoch, StoredOffset at) {
        PartitionReader reader = planning.isTimed() ? null : cache.pin(partition, at.offset());
        table.loaded(partition, epoch, reader, at);
        if (at.plannedUntil() != null) {
            goOn(partition, true);
        }
    }

    /**
     * Finds readers for claimed ranges. As long as not all of them have their records, all are put back and wait.
     *
     * @return whether they can be delivered now
     */
    boolean prepare(List<PlannedRange> claimed) {
        if (!planning.isTimed()) {
            return true;
        }
        claimed.stream().filter(PlannedRange::isToBeRead).forEach(this::reserve);
        if (table.areComplete(claimed)) {
            return true;
        }
        table.waitForRecords(claimed);
        return false;
    }

    /** Has a partition go on that was held up; its range's records are read again if they were given up meanwhile. */
    void goOn(TopicPartition partition, boolean readAgain) {
        if (readAgain) {
            table.view().waiting(partition).ifPresent(this::reserve);
        } else {
            cache.resume(partition);
        }
    }

    /** Gives partitions that stand still new readers. */
    void replaceReaders(Set<TopicPartition> partitions) {
        Map<TopicPartition, Long> epochs = table.view().epochs(partitions);
        partitions.forEach(partition -> cache.replace(partition)
                .ifPresent(reader -> table.reads(partition, epochs.getOrDefault(partition, -1L), reader)));
        fetchers.wakeup();
    }

    /** Ends the epochs of these partitions and gives back what their readers and their waiting ranges hold. */
    void drop(Collection<TopicPartition> partitions) {
        for (PlannedRange waiting : table.remove(partitions)) {
            waiting.giveBackAll(budget);
        }
        partitions.forEach(cache::drop);
        refresh();
    }

    /** Has polls under way return, and workers that had nothing to poll look again: changed assignments are heeded at once. */
    void refresh() {
        cache.assigned(table.view().count());
        fetchers.wakeup();
        table.ready().wakeAllWorkers();
    }

    private void reserve(PlannedRange planned) {
        long from = planned.range().fromOffset();
        long neededUntil = planned.fixed() ? planned.range().untilOffset() : from + 1;
        PartitionReader reader = cache.reserve(planned.partition(), from, neededUntil);
        if (table.view().isCurrent(planned.partition(), planned.epoch())) {
            table.reads(planned.partition(), planned.epoch(), reader);
        } else {
            // Its epoch ended before the reader was there, so nobody else closes it.
            cache.drop(planned.partition());
        }
    }
}
