/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.stream.OffsetMove;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What became of a move of offsets.
 *
 * @param instance the answering instance
 * @param scope what the answer covers
 * @param stream the stream's name
 * @param group its consumer group
 * @param offsetStore the name of its offset store
 * @param dryRun whether nothing was to be stored
 * @param partitions what became of each partition, sorted by topic and partition
 */
public record MovedOffsetsDescriptor(
        String instance,
        String scope,
        String stream,
        String group,
        String offsetStore,
        boolean dryRun,
        List<PartitionDescriptor> partitions)
        implements OperationResponseBody {

    static MovedOffsetsDescriptor of(
            String instance, DirectStreamContainer container, boolean dryRun, List<OffsetMove> moves) {
        return new MovedOffsetsDescriptor(
                instance,
                Scope.GROUP,
                container.getStreamName(),
                container.options().groupId(),
                container.snapshot().offsetStore(),
                dryRun,
                moves.stream().map(PartitionDescriptor::of).toList());
    }

    /**
     * What became of a partition.
     *
     * @param topic its topic
     * @param partition its number
     * @param from what was stored; null if nothing was
     * @param to what is to be stored instead
     * @param begin the first offset that the log still holds
     * @param end the log's end as the isolation level sees it
     * @param outcome {@code planned}, {@code moved} or {@code not-moved}
     * @param mirror {@code none}, {@code moved} or {@code not-moved}
     * @param reason why something was not moved
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record PartitionDescriptor(
            String topic,
            int partition,
            @Nullable Long from,
            long to,
            long begin,
            long end,
            String outcome,
            String mirror,
            @Nullable String reason) {

        static PartitionDescriptor of(OffsetMove move) {
            return new PartitionDescriptor(
                    move.partition().topic(),
                    move.partition().partition(),
                    move.from(),
                    move.to(),
                    move.log().begin(),
                    move.log().end(),
                    Words.of(move.outcome()),
                    Words.of(move.mirror()),
                    move.reason());
        }
    }
}
