/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import io.directstream.StreamClock;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.stream.GroupLag;
import io.directstream.stream.OffsetMoveException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Shows how far the streams of this instance are behind, over the partitions assigned here. Reads what the engine
 * already knows and never waits for a broker, unless it is asked for all partitions of a stream's group.
 */
@Endpoint(id = "directstreamlag", defaultAccess = Access.READ_ONLY)
public class DirectStreamLagEndpoint {

    private final DirectStreamContainers containers;

    private final String instance;

    private final SharedAnswers<GroupLag> groups = new SharedAnswers<>(StreamClock.SYSTEM);

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

    /**
     * The lag of one stream, in the same shape as all of them; null if there is none of that name.
     *
     * @param stream the stream's name
     * @param scope {@code group} for all its partitions, whoever reads them, which asks its store and the brokers;
     *     {@code instance}, or nothing, for those assigned here
     * @throws OffsetMoveException if it has no group, or neither its topics nor its stored offsets can be asked for
     */
    @ReadOperation
    public @Nullable DirectStreamLagDescriptor lag(@Selector String stream, @Nullable String scope) {
        if (scope != null && !Scope.ALL.contains(scope)) {
            throw new InvalidEndpointRequestException(
                    "scope '%s' is unknown; give one of %s, or leave it out".formatted(scope, Scope.ALL),
                    "scope must be one of " + Scope.ALL);
        }
        return containers
                .find(stream)
                .map(container -> Scope.GROUP.equals(scope)
                        ? DirectStreamLagDescriptor.ofGroup(instance, stream, groups.get(stream, container::groupLag))
                        : DirectStreamLagDescriptor.of(instance, List.of(container)))
                .orElse(null);
    }
}
