/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/**
 * The application's streams: what of spring-kafka's listener registry is one. Asks the registry at each call, so that
 * asking for this bean creates none of the listeners.
 */
public final class DirectStreamContainers {

    private final ObjectProvider<KafkaListenerEndpointRegistry> registry;

    /** Looks into the given registry. */
    public DirectStreamContainers(ObjectProvider<KafkaListenerEndpointRegistry> registry) {
        this.registry = registry;
    }

    /** All streams, sorted by name. */
    public List<DirectStreamContainer> all() {
        return registry.stream()
                .flatMap(each -> each.getListenerContainers().stream())
                .filter(DirectStreamContainer.class::isInstance)
                .map(DirectStreamContainer.class::cast)
                .sorted(Comparator.comparing(DirectStreamContainer::getStreamName))
                .toList();
    }

    /** The stream of the given name, if there is one. */
    public Optional<DirectStreamContainer> find(String stream) {
        return all().stream()
                .filter(each -> each.getStreamName().equals(stream))
                .findFirst();
    }
}
