/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The port through which stores reach the stream's consumer group, without knowing its member. Never blocks. */
public interface Committer {

    /** The group's committed offsets; partitions without one are absent. */
    CompletionStage<Map<TopicPartition, OffsetAndMetadata>> committed(Set<TopicPartition> partitions);

    /**
     * Commits one partition's offset to the group. Calls for the same partition may be merged into the latest one.
     *
     * @param epoch the ownership epoch the offset was reached under
     * @return {@link StoreOutcome#STORED} once acknowledged, {@link StoreOutcome#FENCED} if the partition was taken away
     */
    CompletionStage<StoreOutcome> commit(TopicPartition partition, OffsetAndMetadata offset, long epoch);

    /**
     * Commits an offset that is kept elsewhere, only so that tools can see it. Nobody waits for it: when it fails, or the
     * partition was taken away, it is left out.
     */
    void mirror(TopicPartition partition, OffsetAndMetadata offset, long epoch);

    /**
     * The member as the group knows it, for offsets that a producer sends in its transaction. Taken before the ownership of
     * a partition is looked at, it is never newer than that: Kafka refuses it once the partition is somebody else's.
     */
    ConsumerGroupMetadata group();

    /** Whether a partition is still assigned here under this ownership epoch. */
    boolean owns(TopicPartition partition, long epoch);
}
