/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The text beside a committed offset. It tells how many partitions the topic had when the stream last committed, so that
 * a partition without an offset is known to be new, or only not begun yet; and it marks commits that merely mirror
 * offsets kept elsewhere.
 */
final class CommitMetadata {

    static final String MIRROR_MARK = "direct-stream mirror";

    private static final Pattern PARTITIONS = Pattern.compile("direct-stream partitions=(\\d{1,9})");

    private CommitMetadata() {}

    static String of(@Nullable Integer topicPartitions) {
        return topicPartitions == null ? "" : "direct-stream partitions=" + topicPartitions;
    }

    static @Nullable Integer topicPartitions(String metadata) {
        Matcher matcher = PARTITIONS.matcher(metadata);
        return matcher.matches() ? Integer.valueOf(matcher.group(1)) : null;
    }

    static boolean isMirror(String metadata) {
        return metadata.startsWith(MIRROR_MARK);
    }
}
