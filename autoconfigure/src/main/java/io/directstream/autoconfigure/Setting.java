/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * Gives settings their defaults and refuses values that cannot be meant, naming the key, the value, the reason and the way
 * out. Keys are given below the prefix.
 *
 * @param prefix what the keys begin with
 */
record Setting(String prefix) {

    private static final Duration SHORTEST = Duration.ofMillis(50);

    private static final DataSize SMALLEST = DataSize.ofKilobytes(1);

    static Setting ofStream(String name) {
        return new Setting("direct-stream.streams." + name + '.');
    }

    String key(String key) {
        return prefix + key;
    }

    InvalidConfigurationPropertyValueException refuse(String key, @Nullable Object value, String reason) {
        return new InvalidConfigurationPropertyValueException(key(key), value, reason);
    }

    Duration duration(String key, @Nullable Duration value, Duration otherwise) {
        if (value != null && value.compareTo(SHORTEST) < 0) {
            throw refuse(
                    key,
                    print(value),
                    "%1$d was read as %1$d ms, and the shortest time that makes sense here is 50 ms; write %1$ds if you meant seconds"
                            .formatted(value.toMillis()));
        }
        return value == null ? otherwise : value;
    }

    long bytes(String key, @Nullable DataSize value, long otherwise) {
        if (value != null && value.compareTo(SMALLEST) < 0) {
            throw refuse(
                    key,
                    value,
                    "%1$d was read as %1$d bytes, and the smallest size that makes sense here is 1 KB; write %1$dMB if you meant megabytes"
                            .formatted(value.toBytes()));
        }
        return value == null ? otherwise : value.toBytes();
    }

    int atLeast(int least, String key, @Nullable Integer value, int otherwise) {
        if (value != null && value < least) {
            throw refuse(
                    key, value, "it must be at least %d; remove it for the default, %d".formatted(least, otherwise));
        }
        return value == null ? otherwise : value;
    }

    /** A duration as people write it in YAML. */
    static String print(Duration value) {
        return DurationStyle.SIMPLE.print(value, value.toMillis() % 1000 == 0 ? ChronoUnit.SECONDS : ChronoUnit.MILLIS);
    }
}
