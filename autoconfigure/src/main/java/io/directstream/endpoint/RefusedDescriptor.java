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
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Why a request was refused.
 *
 * @param error what is wrong with it
 * @param allowed what could stand in its place
 */
public record RefusedDescriptor(String error, List<String> allowed) implements OperationResponseBody {

    static WebEndpointResponse<?> answer(int status, String error, List<String> allowed) {
        return new WebEndpointResponse<>(new RefusedDescriptor(error, allowed), status);
    }

    static WebEndpointResponse<?> unknown(String stream, DirectStreamContainers containers) {
        return answer(
                WebEndpointResponse.STATUS_NOT_FOUND,
                "stream '%s' is unknown".formatted(stream),
                containers.all().stream()
                        .map(DirectStreamContainer::getStreamName)
                        .toList());
    }
}
