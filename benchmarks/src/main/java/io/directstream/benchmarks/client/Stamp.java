/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What a record of the latency measurement carries in its value: when it was due to be sent, in microseconds since 1970,
 * and whether it counts.
 *
 * @param dueMicros when it was due
 * @param measured whether it counts; false while everything warms up
 */
public record Stamp(long dueMicros, boolean measured) {

    /** This machine's clock, which all processes share. */
    public static long nowMicros() {
        return micros(Instant.now());
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** The stamp that a value carries. */
    public static Stamp of(byte[] value) {
        ByteBuffer buffer = ByteBuffer.wrap(value);
        return new Stamp(buffer.getLong(), buffer.get() == 1);
    }

    /** A value of the given length that carries this stamp. */
    public byte[] toValue(int length) {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        buffer.putLong(dueMicros).put((byte) (measured ? 1 : 0));
        return buffer.array();
    }
}
