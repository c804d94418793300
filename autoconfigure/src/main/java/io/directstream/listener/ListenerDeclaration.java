/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a listener's annotation says about its stream.
 *
 * @param id the listener's id, which names the stream
 * @param kind which annotation it is
 * @param method the listener method, for messages
 * @param groupId the consumer group as spring-kafka resolves it; unset if the annotation names none
 * @param source what the annotation says that is read; unset if it leaves that to the configuration
 * @param concurrency the annotation's concurrency, if it has one
 * @param autoStartup the annotation's autoStartup, if it has one
 * @param consumerProperties the annotation's Kafka consumer properties
 */
public record ListenerDeclaration(
        String id,
        Kind kind,
        String method,
        @Nullable String groupId,
        @Nullable StreamSource source,
        @Nullable Integer concurrency,
        @Nullable Boolean autoStartup,
        Map<String, String> consumerProperties) {

    /** Which annotation a listener has. */
    public enum Kind {
        /** {@link DirectStreamListener}: everything but the name is configured. */
        DIRECT_STREAM_LISTENER,
        /** spring-kafka's own annotation, which means what it means there. */
        KAFKA_LISTENER
    }

    /** Copies the properties. */
    public ListenerDeclaration {
        consumerProperties = Map.copyOf(consumerProperties);
    }
}
