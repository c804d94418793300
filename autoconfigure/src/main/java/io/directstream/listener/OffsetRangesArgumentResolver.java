/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.OffsetRange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

/**
 * Resolves {@code List<OffsetRange>}. It cannot be a provided argument, because those are told apart by their class alone:
 * it would be given for every other list too.
 */
final class OffsetRangesArgumentResolver implements HandlerMethodArgumentResolver {

    /** The message header that carries the ranges. */
    static final String HEADER = "directstream_offsetRanges";

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return List.class == parameter.getParameterType()
                && ResolvableType.forMethodParameter(parameter).getGeneric(0).resolve() == OffsetRange.class;
    }

    @Override
    public @Nullable Object resolveArgument(MethodParameter parameter, Message<?> message) {
        return message.getHeaders().get(HEADER);
    }
}
