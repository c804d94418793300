/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a stream keeps how far it got.
 *
 * <p>The contract, per partition: ranges are stored in order, each beginning where the stored one ended; a range that does
 * not is refused with an outcome that says why, and changes nothing. Implementations are called from several threads at
 * once, but never for one partition from two.
 */
public interface OffsetStore extends AutoCloseable {

    /** The store's name in endpoints and logs, {@code kafka} for example. */
    String name();

    /** What is special about it; nothing, if not overridden. */
    default Set<Trait> traits() {
        return Set.of();
    }

    /**
     * Looks up what is stored. Must not block; partitions of which nothing is stored are absent from the answer. An answer
     * that fails is asked for again after a pause. Also asked, at any time, for partitions that another instance reads, so that
     * an operator sees how far they are.
     *
     * @param stream the stream's name
     * @param partitions the partitions asked for
     */
    CompletionStage<Map<TopicPartition, StoredOffset>> load(String stream, Set<TopicPartition> partitions);

    /**
     * Stores finished ranges, at most one per partition in a call. The outcome may arrive later, on any thread; when it
     * fails, the ranges count as not stored.
     *
     * @return the outcome per range, in the order given
     */
    CompletionStage<List<StoreOutcome>> store(List<StorableRange> ranges);

    /** Gives back what the store holds; nothing is stored afterwards. */
    @Override
    void close();

    /** What may be special about a store. */
    enum Trait {
        /**
         * It keeps the ids of topics, so that the offset of a topic that was deleted is not taken for that of another one with
         * the same name.
         */
        KEEPS_TOPIC_IDS,
        /** Its offsets are those that the consumer group commits, so that nothing is mirrored to the group. */
        IS_THE_GROUP,
        /** It does not take a range in parts, so that records are not isolated. */
        STORES_WHOLE_RANGES
    }
}
