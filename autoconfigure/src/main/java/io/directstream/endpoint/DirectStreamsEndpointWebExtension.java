/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamContainers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Steers the streams of this instance over HTTP. Closed by default, as {@link DirectStreamsEndpoint} is read-only until
 * its access is {@code unrestricted}. Each act is published as an {@link AuditApplicationEvent}.
 */
@EndpointWebExtension(endpoint = DirectStreamsEndpoint.class)
public class DirectStreamsEndpointWebExtension {

    /** The type of the audit events. */
    public static final String AUDIT_TYPE = AuditTrail.TYPE;

    private static final String RESTART = "restart";

    private static final String REBALANCE = "rebalance";

    private static final String RATE = "rate";

    private static final List<String> ACTIONS = List.of(RESTART, REBALANCE, RATE);

    private static final String LIMIT = "maxRecordsPerSecondPerPartition";

    private static final int ACCEPTED = 202;

    private static final int CONFLICT = 409;

    private final DirectStreamContainers containers;

    private final String instance;

    private final AuditTrail audit;

    /**
     * Steers the given streams.
     *
     * @param containers the streams
     * @param instance the name of this instance in every answer
     * @param events told of each act
     */
    public DirectStreamsEndpointWebExtension(
            DirectStreamContainers containers, String instance, ApplicationEventPublisher events) {
        this.containers = containers;
        this.instance = instance;
        this.audit = new AuditTrail(events, instance);
    }

    /**
     * Brings a stream into a state and answers with the stream.
     *
     * @param security who asks
     * @param stream the stream's name
     * @param state {@code running}, {@code paused} or {@code stopped}
     */
    @WriteOperation
    public WebEndpointResponse<?> bring(SecurityContext security, @Selector String stream, @Nullable String state) {
        return withStream(
                stream,
                container -> DesiredState.of(state)
                        .<WebEndpointResponse<?>>map(desired -> {
                            audit.record(security, stream, Map.of("action", "state", "state", Words.of(desired)));
                            return bring(container, desired);
                        })
                        .orElseGet(() -> RefusedDescriptor.answer(
                                WebEndpointResponse.STATUS_BAD_REQUEST,
                                (state == null) ? "state is missing" : "state '%s' is unknown".formatted(state),
                                DesiredState.words())));
    }

    /**
     * Does something with a stream: {@code restart} has its parked partitions try their range again, {@code rebalance} has
     * its group place partitions anew, {@code rate} limits how fast it reads until it is started again.
     *
     * @param security who asks
     * @param stream the stream's name
     * @param action the action's name
     * @param maxRecordsPerSecondPerPartition the limit for {@code rate}; without it the configuration holds again
     */
    @WriteOperation
    public WebEndpointResponse<?> act(
            SecurityContext security,
            @Selector String stream,
            @Selector String action,
            @Nullable Long maxRecordsPerSecondPerPartition) {
        return withStream(stream, container -> {
            if (!ACTIONS.contains(action)) {
                return RefusedDescriptor.answer(
                        WebEndpointResponse.STATUS_NOT_FOUND, "action '%s' is unknown".formatted(action), ACTIONS);
            }
            if (action.equals(RATE)) {
                return rate(security, container, maxRecordsPerSecondPerPartition);
            }
            audit.record(security, stream, Map.of("action", action));
            return action.equals(RESTART) ? restart(container) : rebalance(container);
        });
    }

    private WebEndpointResponse<?> rate(
            SecurityContext security, DirectStreamContainer container, @Nullable Long limit) {
        if (limit != null && limit < 1) {
            return RefusedDescriptor.answer(
                    WebEndpointResponse.STATUS_BAD_REQUEST,
                    "%s is %d; it must be at least 1, or missing for what the configuration says"
                            .formatted(LIMIT, limit),
                    List.of());
        }
        Map<String, Object> what = (limit == null) ? Map.of("action", RATE) : Map.of("action", RATE, LIMIT, limit);
        audit.record(security, container.getStreamName(), what);
        return container.limitRate(limit)
                ? new WebEndpointResponse<>(DirectStreamsDescriptor.of(instance, List.of(container)))
                : notRunning(container, "so that it has no rate; its configuration says how it starts");
    }

    private WebEndpointResponse<?> restart(DirectStreamContainer container) {
        Set<TopicPartition> restarted = container.restart();
        return new WebEndpointResponse<>(RestartDescriptor.of(instance, container.getStreamName(), restarted));
    }

    /** The group does it in its own time; partitions move while the answer is long given. */
    private WebEndpointResponse<?> rebalance(DirectStreamContainer container) {
        return container.rebalance()
                ? new WebEndpointResponse<>(DirectStreamsDescriptor.of(instance, List.of(container)), ACCEPTED)
                : notRunning(container, "so that it is no member of its group");
    }

    private static WebEndpointResponse<?> notRunning(DirectStreamContainer container, String consequence) {
        return RefusedDescriptor.answer(
                CONFLICT, "stream '%s' does not run, %s".formatted(container.getStreamName(), consequence), List.of());
    }

    private WebEndpointResponse<?> bring(DirectStreamContainer container, DesiredState desired) {
        try {
            desired.bring(container);
            return new WebEndpointResponse<>(DirectStreamsDescriptor.of(instance, List.of(container)));
        } catch (FailureAnalyzedException ex) {
            FailureAnalysis analysis = ex.analysis();
            return RefusedDescriptor.answer(
                    CONFLICT, analysis.getDescription() + " " + analysis.getAction(), List.of());
        }
    }

    private WebEndpointResponse<?> withStream(
            String stream, Function<DirectStreamContainer, WebEndpointResponse<?>> act) {
        Optional<DirectStreamContainer> container = containers.find(stream);
        if (container.isPresent()) {
            return act.apply(container.get());
        }
        return RefusedDescriptor.unknown(stream, containers);
    }
}
