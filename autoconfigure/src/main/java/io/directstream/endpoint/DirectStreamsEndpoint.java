/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.stream.BatchResult;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Shows the streams of this instance: their state, their partitions and what they did last. Reads what the engine
 * already knows and never waits for a broker.
 */
@Endpoint(id = "directstreams", defaultAccess = Access.READ_ONLY)
public class DirectStreamsEndpoint {

    private static final String BATCHES = "batches";

    private final DirectStreamContainers containers;

    private final String instance;

    /**
     * Shows the given streams.
     *
     * @param containers the streams
     * @param instance the name of this instance in every answer
     */
    public DirectStreamsEndpoint(DirectStreamContainers containers, String instance) {
        this.containers = containers;
        this.instance = instance;
    }

    /** All streams. */
    @ReadOperation
    public DirectStreamsDescriptor streams() {
        return describe(containers.all());
    }

    /** One stream, in the same shape as all of them; null if there is none of that name. */
    @ReadOperation
    public @Nullable DirectStreamsDescriptor stream(@Selector String stream) {
        return containers.find(stream).map(List::of).map(this::describe).orElse(null);
    }

    /**
     * One view of a stream, of which there is {@code batches}: its newest finished deliveries, newest first.
     *
     * @param stream the stream's name
     * @param view the view's name
     * @param since only deliveries with a greater id
     * @param limit at most so many
     * @return null if there is no such stream or view
     */
    @ReadOperation
    public @Nullable BatchesDescriptor view(
            @Selector String stream, @Selector String view, @Nullable Long since, @Nullable Integer limit) {
        Optional<DirectStreamContainer> container = containers.find(stream);
        if (container.isEmpty() || !view.equals(BATCHES)) {
            return null;
        }
        if (limit != null && limit < 1) {
            throw new InvalidEndpointRequestException(
                    "limit is %d; give 1 or more, or leave it out".formatted(limit), "limit must be 1 or more");
        }
        Stream<BatchResult> batches = container.get().history().stream();
        if (since != null) {
            batches = batches.filter(batch -> batch.id() > since);
        }
        if (limit != null) {
            batches = batches.limit(limit);
        }
        return new BatchesDescriptor(
                instance,
                Scope.INSTANCE,
                stream,
                batches.map(BatchDescriptor::of).toList());
    }

    private DirectStreamsDescriptor describe(Collection<DirectStreamContainer> shown) {
        return DirectStreamsDescriptor.of(instance, shown);
    }
}
