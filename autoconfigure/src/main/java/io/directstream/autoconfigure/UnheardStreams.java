/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.listener.DirectStreamContainers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;

/** Warns of streams that are configured and have no listener. */
final class UnheardStreams implements ApplicationListener<ContextRefreshedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(UnheardStreams.class);

    private final DirectStreamProperties properties;

    private final DirectStreamContainers containers;

    UnheardStreams(DirectStreamProperties properties, DirectStreamContainers containers) {
        this.properties = properties;
        this.containers = containers;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent event) {
        properties.streams().keySet().stream()
                .filter(stream -> containers.find(stream).isEmpty())
                .forEach(stream -> LOG.warn(
                        "Stream '{}' is configured and has no listener, so nothing is read; annotate a method with "
                                + "@DirectStreamListener(\"{}\"), create it with DirectStreams, or remove direct-stream.streams.{}",
                        stream,
                        stream,
                        stream));
    }
}
