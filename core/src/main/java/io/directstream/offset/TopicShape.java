/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What there was to read when a position was chosen. Kept with the offset, it tells later whether a partition of which
 * nothing is stored came since then, or is only not begun yet.
 *
 * @param partitions how many partitions the topic had
 * @param matching a short hash of the names of all topics that matched the stream's pattern, see {@link #hash}; null if the
 *     stream has no pattern
 */
public record TopicShape(int partitions, @Nullable String matching) {

    /** The shape of a topic that the stream names. */
    public static TopicShape of(int partitions) {
        return new TopicShape(partitions, null);
    }

    /** Eight hexadecimal digits that stand for these names, whatever their order. */
    public static String hash(Collection<String> topics) {
        CRC32C sum = new CRC32C();
        // A line break cannot be part of a topic's name.
        topics.stream().sorted().forEach(topic -> sum.update((topic + '\n').getBytes(StandardCharsets.UTF_8)));
        return "%08x".formatted(sum.getValue());
    }
}
