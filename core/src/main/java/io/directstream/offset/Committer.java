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
}
