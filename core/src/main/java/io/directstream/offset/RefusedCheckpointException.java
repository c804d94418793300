/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** A file is not the checkpoint that it should be. The message says why and what to do, and is to follow the file's name. */
final class RefusedCheckpointException extends IOException {

    private static final long serialVersionUID = 1L;

    private RefusedCheckpointException(String message) {
        super(message);
    }

    static RefusedCheckpointException damaged(TopicPartition partition) {
        return new RefusedCheckpointException(
                "is truncated, was edited or never was a checkpoint; put a copy of it back, or remove it, after which %s begins like a partition of which nothing is stored"
                        .formatted(partition));
    }

    static RefusedCheckpointException newer(int version, int known) {
        return new RefusedCheckpointException(
                "has format version %d, and this application knows none newer than %d; run the version of the application that wrote it, or a newer one"
                        .formatted(version, known));
    }

    static RefusedCheckpointException foreign(Map<String, String> found, Map<String, String> expected) {
        return new RefusedCheckpointException(
                "belongs to %s and not to %s; set offsets.checkpoint.directory to a directory of this stream's own, or move the file away"
                        .formatted(found, expected));
    }
}
