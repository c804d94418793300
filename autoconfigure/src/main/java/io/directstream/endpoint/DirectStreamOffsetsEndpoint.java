/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.offset.StoredOffset;
import io.directstream.stream.GroupLook;
import io.directstream.stream.OffsetMoves;
import io.directstream.stream.PartitionSnapshot;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/** Shows the stored offsets of streams; unlike the other endpoints it asks the store and the brokers. */
@Endpoint(id = "directstreamoffsets", defaultAccess = Access.READ_ONLY)
public class DirectStreamOffsetsEndpoint {

    private final DirectStreamContainers containers;

    private final String instance;

    /**
     * Shows the given streams.
     *
     * @param containers the streams
     * @param instance the name of this instance in every answer
     */
    public DirectStreamOffsetsEndpoint(DirectStreamContainers containers, String instance) {
        this.containers = containers;
        this.instance = instance;
    }

    /** The offsets of one stream; null if there is none of that name. */
    @ReadOperation
    public @Nullable OffsetsDescriptor offsets(@Selector String stream) {
        return containers.find(stream).map(this::describe).orElse(null);
    }

    private OffsetsDescriptor describe(DirectStreamContainer container) {
        try (OffsetMoves moves = container.offsetMoves()) {
            GroupLook look = container.isRunning() ? moves.look(knownHere(container)) : moves.look();
            return OffsetsDescriptor.of(instance, container, look);
        }
    }

    private static Map<TopicPartition, StoredOffset> knownHere(DirectStreamContainer container) {
        Map<TopicPartition, StoredOffset> stored = new HashMap<>();
        for (PartitionSnapshot partition : container.snapshot().assigned()) {
            Long offset = partition.stored();
            if (offset != null) {
                stored.put(partition.partition(), new StoredOffset(offset, null, null));
            }
        }
        return stored;
    }
}
