/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import io.directstream.listener.DirectStreamContainers;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** Shows the consumer caches of all streams of this instance as one. */
@Endpoint(id = "consumercache", defaultAccess = Access.READ_ONLY)
public class ConsumerCacheEndpoint {

    private final DirectStreamContainers containers;

    private final String instance;

    /**
     * Shows the caches of the given streams.
     *
     * @param containers the streams
     * @param instance the name of this instance in every answer
     */
    public ConsumerCacheEndpoint(DirectStreamContainers containers, String instance) {
        this.containers = containers;
        this.instance = instance;
    }

    /** The caches. */
    @ReadOperation
    public ConsumerCacheDescriptor cache() {
        return ConsumerCacheDescriptor.of(instance, containers.all());
    }
}
