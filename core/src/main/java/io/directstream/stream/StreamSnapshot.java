/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.assignor.PlacedBy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One stream on this instance at a moment.
 *
 * @param stream its name
 * @param state what it is doing
 * @param reason what holds it up, or some of its partitions; null if nothing does
 * @param groupId its consumer group; null if it reads given ranges
 * @param offsetStore the name of its offset store
 * @param trigger when its batches are planned
 * @param memberId its member id in the group; unset until it joined
 * @param assigned its partitions on this instance, sorted
 * @param totals what this run did so far
 * @param last its last finished delivery
 * @param lastProgress when a range was last stored, or the stream was last seen caught up or paused, or began
 * @param asOf when the end offsets were read; unset until they are known
 * @param placedBy why partitions are here; those of which that is not known are missing
 * @param lastHandover how partitions last left this instance; unset if none did
 * @param rate how fast it may read
 */
public record StreamSnapshot(
        String stream,
        StreamState state,
        @Nullable String reason,
        @Nullable String groupId,
        String offsetStore,
        String trigger,
        @Nullable String memberId,
        List<PartitionSnapshot> assigned,
        BatchTotals totals,
        @Nullable BatchResult last,
        Instant lastProgress,
        @Nullable Instant asOf,
        Map<TopicPartition, PlacedBy> placedBy,
        @Nullable Handover lastHandover,
        RateSnapshot rate) {}
