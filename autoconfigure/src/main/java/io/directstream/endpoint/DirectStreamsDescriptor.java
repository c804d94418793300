/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.directstream.listener.DirectStreamContainer;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Streams on this instance.
 *
 * @param instance the answering instance
 * @param scope what the answer covers
 * @param streams the streams by name
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DirectStreamsDescriptor(String instance, String scope, Map<String, StreamDescriptor> streams)
        implements OperationResponseBody {

    static DirectStreamsDescriptor of(String instance, Collection<DirectStreamContainer> containers) {
        Map<String, StreamDescriptor> streams = new LinkedHashMap<>();
        for (DirectStreamContainer container : containers) {
            streams.put(container.getStreamName(), StreamDescriptor.of(container));
        }
        return new DirectStreamsDescriptor(instance, Scope.INSTANCE, streams);
    }
}
