/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.consumer.KafkaClientFactory;
import io.directstream.listener.ListenerDeclaration;
import io.directstream.listener.ListenerRefusedException;
import io.directstream.listener.StreamSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Holds what listeners' annotations say against what is configured for their streams. */
final class ListenerDeclarations {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");

    private final DirectStreamProperties properties;

    ListenerDeclarations(DirectStreamProperties properties) {
        this.properties = properties;
    }

    /** Whether a stream may have this name. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Refuses a listener that names no stream, or sets what the stream decides. */
    void check(ListenerDeclaration declaration) {
        String id = declaration.id();
        if (!isName(id)) {
            throw new ListenerRefusedException(
                    declaration.method(),
                    "its id '%s' names the stream, and is not made of lower-case letters and digits, beginning with a letter"
                            .formatted(id),
                    "Give it such an id; if the id was its consumer group too, keep that one with groupId = \"%s\"."
                            .formatted(id));
        }
        Set<String> configured = new TreeSet<>(properties.streams().keySet());
        if (!configured.contains(id) && declaration.source() == null) {
            throw new ListenerRefusedException(
                    declaration.method(),
                    "there is no stream '%s'; configured are %s".formatted(id, configured),
                    Nearest.to(id, configured)
                                    .map("Did you mean '%s'? "::formatted)
                                    .orElse("")
                            + "A stream begins with direct-stream.streams.%s.topics, for example.".formatted(id));
        }
        declaration.consumerProperties().keySet().forEach(property -> refuseOwned(declaration, property));
    }

    /** What the listener's stream reads, as its annotation says, or its keys. */
    StreamSource source(ListenerDeclaration declaration) {
        ConfiguredSource keys = new ConfiguredSource(declaration.id());
        StreamSource configured = keys.of(properties.stream(declaration.id()));
        StreamSource annotated = declaration.source();
        StreamSource source = annotated == null ? configured : annotated;
        if (source == null) {
            throw keys.none();
        }
        if (configured != null && annotated != null && !configured.equals(annotated)) {
            throw new ListenerRefusedException(
                    declaration.method(),
                    "its annotation names %s, and the keys under direct-stream.streams.%s name %s"
                            .formatted(annotated, declaration.id(), configured),
                    "Name what the stream reads in one place: remove one of them.");
        }
        return source;
    }

    private static void refuseOwned(ListenerDeclaration declaration, String property) {
        String instead = KafkaClientFactory.OWNED_PROPERTIES.get(property);
        if (instead != null) {
            throw new ListenerRefusedException(
                    declaration.method(),
                    "the properties of its annotation set %s, which the stream decides".formatted(property),
                    "Remove it there: %s, under direct-stream.streams.%s.".formatted(instead, declaration.id()));
        }
    }
}
