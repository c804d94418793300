/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

import java.util.Objects;

/**
 * The name of one range of one stream, {@code stream/topic-partition@[from,until)}: the same in log lines, spans and
 * dead-letter headers, and fit to be stored beside the output of the range.
 *
 * @param stream the stream's name
 * @param range the range
 */
public record RangeAddress(String stream, OffsetRange range) {

    /** The header of a dead letter that holds the address of the range that failed. */
    public static final String HEADER = "direct-stream-range";

    /** The header of a dead letter that says which delivery of its range was the last, from 1. */
    public static final String ATTEMPT_HEADER = "direct-stream-attempt";

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the stream's name is blank
     */
    public RangeAddress {
        Objects.requireNonNull(range, "range");
        if (stream.isBlank()) {
            throw new IllegalArgumentException("stream is blank; a range's address begins with its stream's name");
        }
    }

    @Override
    public String toString() {
        return stream + '/' + range;
    }
}
