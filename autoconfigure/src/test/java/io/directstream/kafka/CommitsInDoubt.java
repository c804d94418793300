/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ProducerPostProcessor;

/** Has producers commit without hearing of it, so many times. */
final class CommitsInDoubt implements ProducerPostProcessor<Object, Object> {

    final AtomicInteger answersLost = new AtomicInteger();

    @Override
    @SuppressWarnings("unchecked")
    public Producer<Object, Object> apply(Producer<Object, Object> producer) {
        boolean[] committed = new boolean[1];
        return (Producer<Object, Object>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("commitTransaction")) {
                        committed[0] &= !method.getName().equals("beginTransaction");
                        return call(producer, method, arguments);
                    }
                    if (!committed[0]) {
                        call(producer, method, arguments);
                        committed[0] = true;
                    }
                    if (answersLost.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new TimeoutException("no answer came");
                    }
                    return null;
                });
    }

    private static @Nullable Object call(
            Producer<Object, Object> producer, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(producer, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
