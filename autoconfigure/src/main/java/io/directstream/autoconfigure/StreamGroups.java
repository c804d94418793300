/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.DirectStreamProperties.Stream;
import io.directstream.listener.ListenerDeclaration;
import io.directstream.listener.ListenerDeclaration.Kind;
import io.directstream.listener.ListenerRefusedException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** Gives every stream its consumer group, and no group of a cluster to two streams: offsets are kept per group. */
final class StreamGroups {

    private final @Nullable String applicationName;

    private final List<Claim> claims = new ArrayList<>();

    StreamGroups(@Nullable String applicationName) {
        this.applicationName = applicationName;
    }

    /** The group of the stream: the annotation's, else the configured one, else one made of the application's name. */
    String groupOf(ListenerDeclaration declaration, Stream stream) {
        Setting setting = Setting.ofStream(declaration.id());
        String annotated = declaration.groupId();
        String configured = StringUtils.hasText(stream.groupId()) ? stream.groupId() : null;
        if (annotated != null && configured != null && !annotated.equals(configured)) {
            throw setting.refuse(
                    "group-id",
                    configured,
                    "the annotation of %s says '%s'; remove one of them".formatted(declaration.method(), annotated));
        }
        if (annotated != null) {
            return annotated;
        }
        if (configured != null) {
            return configured;
        }
        if (declaration.kind() == Kind.KAFKA_LISTENER) {
            throw new ListenerRefusedException(
                    declaration.method(),
                    "its annotation names no consumer group, and spring.kafka.consumer.group-id, which it had as an ordinary"
                            + " listener, does not apply to streams",
                    "Name the group it has today with groupId on the annotation, or as %s."
                            .formatted(setting.key("group-id")));
        }
        if (!StringUtils.hasText(applicationName)) {
            throw setting.refuse(
                    "group-id",
                    null,
                    "it is missing, and spring.application.name, of which it would be made, is missing too; set one of them");
        }
        return applicationName + '-' + declaration.id();
    }

    /** Gives the group on this cluster to the stream, unless another stream has it. */
    synchronized void claim(String stream, String group, StreamConnection connection) {
        release(stream);
        for (Claim other : claims) {
            if (other.group().equals(group) && other.connection().isSameClusterAs(connection)) {
                throw Setting.ofStream(stream)
                        .refuse(
                                "group-id",
                                group,
                                "the stream '%s' has this group already, and offsets are kept per group; give each stream its own"
                                        .formatted(other.stream()));
            }
        }
        claims.add(new Claim(stream, group, connection));
    }

    /** Takes back what was given to the stream. */
    synchronized void release(String stream) {
        claims.removeIf(claim -> claim.stream().equals(stream));
    }

    private record Claim(String stream, String group, StreamConnection connection) {}
}
