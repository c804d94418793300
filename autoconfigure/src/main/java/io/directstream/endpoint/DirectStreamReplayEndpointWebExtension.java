/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import io.directstream.OffsetRange;
import io.directstream.endpoint.ReplaysDescriptor.ReplayDescriptor;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.listener.Replay;
import io.directstream.read.RangeReadException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.context.ApplicationEventPublisher;

/** Begins and cancels replays over the web, on record as audit events. */
@EndpointWebExtension(endpoint = DirectStreamReplayEndpoint.class)
public class DirectStreamReplayEndpointWebExtension {

    private static final int ACCEPTED = 202;

    private static final int CONFLICT = 409;

    private static final int UNAVAILABLE = 503;

    private final DirectStreamReplayEndpoint endpoint;

    private final DirectStreamContainers containers;

    private final String instance;

    private final AuditTrail audit;

    /**
     * Replays ranges of the given streams.
     *
     * @param endpoint shows them
     * @param containers the streams
     * @param instance the name of this instance in every answer
     * @param events told of each replay
     */
    public DirectStreamReplayEndpointWebExtension(
            DirectStreamReplayEndpoint endpoint,
            DirectStreamContainers containers,
            String instance,
            ApplicationEventPublisher events) {
        this.endpoint = endpoint;
        this.containers = containers;
        this.instance = instance;
        this.audit = new AuditTrail(events, instance);
    }

    /**
     * Begins a replay and returns at once.
     *
     * @param security who asks
     * @param stream the stream's name
     * @param ranges what to deliver once more, as {@code orders-0@[0,100) orders-1@[20,50)}
     */
    @WriteOperation
    public WebEndpointResponse<?> replay(SecurityContext security, @Selector String stream, @Nullable String ranges) {
        DirectStreamContainer container = containers.find(stream).orElse(null);
        if (container == null) {
            return RefusedDescriptor.unknown(stream, containers);
        }
        try {
            List<OffsetRange> parsed = RangeNames.parse(ranges);
            audit.record(security, stream, Map.of("action", "replay", "ranges", parsed.toString()));
            Replay replay = container.replays().start(parsed);
            return new WebEndpointResponse<>(ReplayDescriptor.of(instance, replay), ACCEPTED);
        } catch (InvalidEndpointRequestException | IllegalArgumentException refused) {
            return answer(WebEndpointResponse.STATUS_BAD_REQUEST, refused);
        } catch (IllegalStateException busy) {
            return answer(CONFLICT, busy);
        } catch (RangeReadException unknown) {
            return answer(UNAVAILABLE, unknown);
        }
    }

    /** Cancels a replay and returns when nothing more of it is delivered; one that ended stays as it is. */
    @DeleteOperation
    public WebEndpointResponse<?> cancel(SecurityContext security, @Selector String id) {
        Replay replay = endpoint.find(id).orElse(null);
        if (replay == null) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        audit.record(security, replay.stream(), Map.of("action", "cancel-replay", "id", id));
        replay.cancel();
        return new WebEndpointResponse<>(ReplayDescriptor.of(instance, replay));
    }

    private static WebEndpointResponse<?> answer(int status, RuntimeException refused) {
        return RefusedDescriptor.answer(status, String.valueOf(refused.getMessage()), List.of());
    }
}
