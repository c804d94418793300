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
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.util.StringUtils;

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

    /** The topics that are not blank. */
    static List<String> named(List<String> topics) {
        return topics.stream().filter(StringUtils::hasText).map(String::strip).toList();
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
        if (!configured.contains(id) && declaration.topics().isEmpty()) {
            throw new ListenerRefusedException(
                    declaration.method(),
                    "there is no stream '%s'; configured are %s".formatted(id, configured),
                    Nearest.to(id, configured)
                                    .map("Did you mean '%s'? "::formatted)
                                    .orElse("")
                            + "A stream begins with direct-stream.streams.%s.topics.".formatted(id));
        }
        declaration.consumerProperties().keySet().forEach(property -> refuseOwned(declaration, property));
    }

    /** The topics of the listener's stream: the annotation's, else the configured ones. */
    List<String> topics(ListenerDeclaration declaration) {
        Setting setting = Setting.ofStream(declaration.id());
        List<String> configured = named(properties.stream(declaration.id()).topics());
        List<String> annotated = declaration.topics();
        if (configured.isEmpty() && annotated.isEmpty()) {
            throw setting.refuse("topics", null, "the stream has no topics; name at least one");
        }
        if (!configured.isEmpty()
                && !annotated.isEmpty()
                && !Set.copyOf(configured).equals(Set.copyOf(annotated))) {
            throw setting.refuse(
                    "topics",
                    configured,
                    "the annotation of %s names %s; remove one of them".formatted(declaration.method(), annotated));
        }
        return annotated.isEmpty() ? configured : annotated;
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
