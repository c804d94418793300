/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.stream.GroupLook;
import io.directstream.stream.LogBounds;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The offsets of a stream, whoever reads its partitions. Unknown is null.
 *
 * @param instance the answering instance
 * @param scope what the answer covers
 * @param stream the stream's name
 * @param group its consumer group
 * @param offsetStore the name of its offset store
 * @param members who is in the group: member id and host
 * @param reason why stored offsets are not known
 * @param partitions its partitions, sorted by topic and partition
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record OffsetsDescriptor(
        String instance,
        String scope,
        String stream,
        String group,
        String offsetStore,
        List<String> members,
        @Nullable String reason,
        List<PartitionDescriptor> partitions)
        implements OperationResponseBody {

    static OffsetsDescriptor of(String instance, DirectStreamContainer container, GroupLook look) {
        return new OffsetsDescriptor(
                instance,
                Scope.GROUP,
                container.getStreamName(),
                container.options().groupId(),
                container.snapshot().offsetStore(),
                look.members(),
                look.reason(),
                look.partitions().stream().map(PartitionDescriptor::of).toList());
    }

    /**
     * The offsets of a partition. Unknown is null.
     *
     * @param topic its topic
     * @param partition its number
     * @param stored the {@code until} of the last stored range
     * @param committed the offset that the group committed
     * @param mirror whether that only mirrors an offset that is kept elsewhere
     * @param begin the first offset that the log still holds
     * @param end the log's end as the isolation level sees it
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record PartitionDescriptor(
            String topic,
            int partition,
            @Nullable Long stored,
            @Nullable Long committed,
            @Nullable Boolean mirror,
            @Nullable Long begin,
            @Nullable Long end) {

        static PartitionDescriptor of(GroupLook.PartitionLook look) {
            LogBounds log = look.log();
            return new PartitionDescriptor(
                    look.partition().topic(),
                    look.partition().partition(),
                    look.stored(),
                    look.committed(),
                    look.mirror(),
                    (log != null) ? (Long) log.begin() : null,
                    (log != null) ? (Long) log.end() : null);
        }
    }
}
