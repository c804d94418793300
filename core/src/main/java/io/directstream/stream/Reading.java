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
import java.util.Collection;
import org.apache.kafka.common.TopicPartition;

/**
 * The parts that bring records to the workers.
 *
 * @param table the assigned partitions
 * @param cache their readers
 * @param fetchers what fills the readers
 * @param budget the memory the readers share
 */
record Reading(PartitionTable table, ConsumerCache cache, FetcherPool fetchers, ByteBudget budget) {

    /** Ends the epochs of these partitions and gives back what their readers and their waiting ranges hold. */
    void drop(Collection<TopicPartition> partitions) {
        for (PlannedRange waiting : table.remove(partitions)) {
            if (waiting.records() != null) {
                waiting.records().giveBack(budget);
            }
        }
        partitions.forEach(cache::drop);
        refresh();
    }

    /** Has polls under way return, so that changed assignments are heeded at once. */
    void refresh() {
        cache.assigned(table.view().partitions().size());
        fetchers.wakeup();
    }
}
