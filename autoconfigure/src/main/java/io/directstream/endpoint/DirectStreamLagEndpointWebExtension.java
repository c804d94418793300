/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import io.directstream.stream.OffsetMoveException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** Answers over HTTP with the reason where the lag of a group is not to be had. */
@EndpointWebExtension(endpoint = DirectStreamLagEndpoint.class)
public class DirectStreamLagEndpointWebExtension {

    private static final int UNAVAILABLE = 503;

    private final DirectStreamLagEndpoint endpoint;

    /**
     * Answers for the given endpoint.
     *
     * @param endpoint knows the lag
     */
    public DirectStreamLagEndpointWebExtension(DirectStreamLagEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * The lag of one stream.
     *
     * @param stream the stream's name
     * @param scope {@code instance} or {@code group}
     */
    @ReadOperation
    public WebEndpointResponse<?> lag(@Selector String stream, @Nullable String scope) {
        if (scope != null && !Scope.ALL.contains(scope)) {
            return RefusedDescriptor.answer(
                    WebEndpointResponse.STATUS_BAD_REQUEST, "scope '%s' is unknown".formatted(scope), Scope.ALL);
        }
        try {
            DirectStreamLagDescriptor lag = endpoint.lag(stream, scope);
            return (lag != null)
                    ? new WebEndpointResponse<>(lag)
                    : new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        } catch (OffsetMoveException ex) {
            boolean never = ex.reason() == OffsetMoveException.Reason.INVALID;
            return RefusedDescriptor.answer(
                    never ? WebEndpointResponse.STATUS_BAD_REQUEST : UNAVAILABLE,
                    String.valueOf(ex.getMessage()),
                    List.of());
        }
    }
}
