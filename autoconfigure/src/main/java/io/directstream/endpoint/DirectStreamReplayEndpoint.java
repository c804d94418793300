/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import io.directstream.endpoint.ReplaysDescriptor.ReplayDescriptor;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.listener.Replay;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/** Shows what is delivered to listeners once more; over the web, also begins and cancels it. */
@Endpoint(id = "directstreamreplay", defaultAccess = Access.READ_ONLY)
public class DirectStreamReplayEndpoint {

    private final DirectStreamContainers containers;

    private final String instance;

    /**
     * Shows the replays of the given streams.
     *
     * @param containers the streams
     * @param instance the name of this instance in every answer
     */
    public DirectStreamReplayEndpoint(DirectStreamContainers containers, String instance) {
        this.containers = containers;
        this.instance = instance;
    }

    /** The replays of this instance. */
    @ReadOperation
    public ReplaysDescriptor replays() {
        return ReplaysDescriptor.of(instance, containers);
    }

    /** One replay; null if there is none of that id. */
    @ReadOperation
    public @Nullable ReplayDescriptor replay(@Selector String id) {
        return find(id).map(found -> ReplayDescriptor.of(instance, found)).orElse(null);
    }

    Optional<Replay> find(String id) {
        return containers.all().stream()
                .flatMap(container -> container.replays().all().stream())
                .filter(replay -> replay.id().equals(id))
                .findFirst();
    }
}
