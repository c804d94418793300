/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import io.directstream.listener.DirectStreamContainers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Shows how far the streams of this instance are behind, over the partitions assigned here. Reads what the engine
 * already knows and never waits for a broker.
 */
@Endpoint(id = "directstreamlag", defaultAccess = Access.READ_ONLY)
public class DirectStreamLagEndpoint {

    private final DirectStreamContainers containers;

    private final String instance;

    /**
     * Shows the given streams.
     *
     * @param containers the streams
     * @param instance the name of this instance in every answer
     */
    public DirectStreamLagEndpoint(DirectStreamContainers containers, String instance) {
        this.containers = containers;
        this.instance = instance;
    }

    /** The lag of all streams. */
    @ReadOperation
    public DirectStreamLagDescriptor lag() {
        return DirectStreamLagDescriptor.of(instance, containers.all());
    }

    /** The lag of one stream, in the same shape as all of them; null if there is none of that name. */
    @ReadOperation
    public @Nullable DirectStreamLagDescriptor lag(@Selector String stream) {
        return containers
                .find(stream)
                .map(container -> DirectStreamLagDescriptor.of(instance, List.of(container)))
                .orElse(null);
    }
}
