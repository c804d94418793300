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
 * The text beside a committed offset. It tells what there was to read when the position was chosen, so that a partition
 * without an offset is known to be new, or only not begun yet; and it marks commits that merely mirror offsets kept
 * elsewhere.
 */
final class CommitMetadata {

    static final String MIRROR_MARK = "direct-stream mirror";

    private static final Pattern SHAPE =
            Pattern.compile("direct-stream partitions=(\\d{1,9})(?: topics=([0-9a-f]{8}))?");

    private CommitMetadata() {}

    static String of(@Nullable TopicShape shape) {
        if (shape == null) {
            return "";
        }
        String partitions = "direct-stream partitions=" + shape.partitions();
        return shape.matching() == null ? partitions : partitions + " topics=" + shape.matching();
    }

    static @Nullable TopicShape shape(String metadata) {
        Matcher matcher = SHAPE.matcher(metadata);
        return matcher.matches() ? new TopicShape(Integer.parseInt(matcher.group(1)), matcher.group(2)) : null;
    }

    /** Of an offset that the named store keeps. */
    static String mirrorOf(String store) {
        return MIRROR_MARK + " of " + store;
    }

    static boolean isMirror(String metadata) {
        return metadata.startsWith(MIRROR_MARK);
    }
}
