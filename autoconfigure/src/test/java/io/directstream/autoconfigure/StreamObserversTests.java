/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

import io.directstream.stream.StreamObserver;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StreamObserversTests {

    @Test
    void everyCallIsPassedOn() {
        assertThat(Arrays.stream(StreamObserver.class.getDeclaredMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic()))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(
                                StreamObservers.class.getDeclaredMethod(method.getName(), method.getParameterTypes()))
                        .isNotNull());
    }

    @Test
    void whatOneThrowsKeepsNothingFromTheOthers() {
        StreamObserver failing = mock(StreamObserver.class);
        StreamObserver other = mock(StreamObserver.class);
        willThrow(new IllegalStateException("no")).given(failing).fenceHit("orders");

        new StreamObservers(List.of(failing, other)).fenceHit("orders");

        then(other).should().fenceHit("orders");
    }
}
