/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.stream.OffsetMove;
import io.directstream.stream.OffsetMoveException;
import io.directstream.stream.OffsetMoves;
import io.directstream.stream.OffsetTarget;
import io.directstream.stream.PlannedMoves;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.context.ApplicationEventPublisher;

/** Moves the stored offsets of streams over HTTP; each move is published as an audit event. */
@EndpointWebExtension(endpoint = DirectStreamOffsetsEndpoint.class)
public class DirectStreamOffsetsEndpointWebExtension {

    private static final int CONFLICT = 409;

    private static final int UNAVAILABLE = 503;

    private final DirectStreamOffsetsEndpoint endpoint;

    private final DirectStreamContainers containers;

    private final String instance;

    private final AuditTrail audit;

    /**
     * Moves the offsets of the given streams.
     *
     * @param endpoint shows them
     * @param containers the streams
     * @param instance the name of this instance in every answer
     * @param events told of each move
     */
    public DirectStreamOffsetsEndpointWebExtension(
            DirectStreamOffsetsEndpoint endpoint,
            DirectStreamContainers containers,
            String instance,
            ApplicationEventPublisher events) {
        this.endpoint = endpoint;
        this.containers = containers;
        this.instance = instance;
        this.audit = new AuditTrail(events, instance);
    }

    /** The offsets of one stream. */
    @ReadOperation
    public WebEndpointResponse<?> offsets(@Selector String stream) {
        try {
            OffsetsDescriptor offsets = endpoint.offsets(stream);
            return (offsets != null)
                    ? new WebEndpointResponse<>(offsets)
                    : new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        } catch (OffsetMoveException ex) {
            return refused(ex);
        }
    }

    /**
     * Moves stored offsets and their mirrors while nobody is in the stream's group.
     *
     * @param security who asks
     * @param stream the stream's name
     * @param partitions which partitions, as {@code orders-0 orders-3}; all if there is none
     * @param to {@code earliest}, {@code latest}, an offset or an instant
     * @param dryRun whether to check and answer only
     */
    @WriteOperation
    public WebEndpointResponse<?> move(
            SecurityContext security,
            @Selector String stream,
            @Nullable String partitions,
            @Nullable String to,
            @Nullable Boolean dryRun) {
        DirectStreamContainer container = containers.find(stream).orElse(null);
        if (container == null) {
            return RefusedDescriptor.unknown(stream, containers);
        }
        try {
            Set<TopicPartition> wanted = PartitionNames.parse(partitions);
            OffsetTarget target = OffsetTarget.parse(to);
            boolean dry = Boolean.TRUE.equals(dryRun);
            Consumer<PlannedMoves> record = planned -> audit.record(
                    security,
                    stream,
                    Map.of("action", "move-offsets", "to", String.valueOf(to), "partitions", moves(planned)));
            return container
                    .<WebEndpointResponse<?>>whileStopped(
                            () -> dry ? plan(container, wanted, target) : move(container, wanted, target, record))
                    .orElseGet(() -> runsHere(stream));
        } catch (InvalidEndpointRequestException ex) {
            return RefusedDescriptor.answer(
                    WebEndpointResponse.STATUS_BAD_REQUEST, String.valueOf(ex.getMessage()), List.of());
        } catch (OffsetMoveException ex) {
            return refused(ex);
        }
    }

    private WebEndpointResponse<?> plan(
            DirectStreamContainer container, Set<TopicPartition> partitions, OffsetTarget target) {
        try (OffsetMoves moves = container.offsetMoves()) {
            List<OffsetMove> planned = moves.plan(partitions, target).moves();
            return new WebEndpointResponse<>(MovedOffsetsDescriptor.of(instance, container, true, planned));
        }
    }

    /** If a partition could not be moved, the answer is a conflict and says which ones were. */
    private WebEndpointResponse<?> move(
            DirectStreamContainer container,
            Set<TopicPartition> partitions,
            OffsetTarget target,
            Consumer<PlannedMoves> record) {
        try (OffsetMoves moves = container.offsetMoves()) {
            PlannedMoves planned = moves.plan(partitions, target);
            record.accept(planned);
            List<OffsetMove> done = moves.store(planned);
            boolean complete = done.stream().allMatch(move -> move.outcome() == OffsetMove.Outcome.MOVED);
            return new WebEndpointResponse<>(
                    MovedOffsetsDescriptor.of(instance, container, false, done),
                    complete ? WebEndpointResponse.STATUS_OK : CONFLICT);
        }
    }

    /** Old and new offset by partition. */
    private static Map<String, Map<String, @Nullable Long>> moves(PlannedMoves planned) {
        Map<String, Map<String, @Nullable Long>> moves = new TreeMap<>();
        for (OffsetMove move : planned.moves()) {
            Map<String, @Nullable Long> offsets = new HashMap<>();
            offsets.put("old", move.from());
            offsets.put("new", move.to());
            moves.put(move.partition().toString(), offsets);
        }
        return moves;
    }

    private static WebEndpointResponse<?> runsHere(String stream) {
        return RefusedDescriptor.answer(
                CONFLICT,
                "stream '%s' runs on this instance; stop it on every instance first, with POST directstreams/%1$s {\"state\": \"stopped\"}, and start it again afterwards"
                        .formatted(stream),
                List.of());
    }

    private static WebEndpointResponse<?> refused(OffsetMoveException refusal) {
        String why = String.valueOf(refusal.getMessage());
        return switch (refusal.reason()) {
            case INVALID -> RefusedDescriptor.answer(WebEndpointResponse.STATUS_BAD_REQUEST, why, List.of());
            case IN_USE -> RefusedDescriptor.answer(CONFLICT, why, List.of());
            case UNAVAILABLE -> RefusedDescriptor.answer(UNAVAILABLE, why, List.of());
        };
    }
}
