/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Lets several workers use one deserializer in turn. Closing does nothing: the instance belongs to the consumer factory,
 * whose other consumers may use it.
 */
final class SharedDeserializer implements Deserializer<Object> {

    private final ReentrantLock lock = new ReentrantLock();

    private final Deserializer<Object> deserializer;

    SharedDeserializer(Deserializer<Object> deserializer) {
        this.deserializer = deserializer;
    }

    @Override
    public @Nullable Object deserialize(String topic, byte @Nullable [] data) {
        return locked(() -> deserializer.deserialize(topic, data));
    }

    @Override
    public @Nullable Object deserialize(String topic, Headers headers, byte @Nullable [] data) {
        return locked(() -> deserializer.deserialize(topic, headers, data));
    }

    @Override
    public @Nullable Object deserialize(String topic, Headers headers, @Nullable ByteBuffer data) {
        return locked(() -> deserializer.deserialize(topic, headers, data));
    }

    private @Nullable Object locked(Supplier<@Nullable Object> call) {
        lock.lock();
        try {
            return call.get();
        } finally {
            lock.unlock();
        }
    }
}
