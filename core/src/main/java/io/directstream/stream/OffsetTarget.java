/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the offsets of partitions are moved to. */
public sealed interface OffsetTarget {

    /** The ways to write a target. */
    String FORMS = "earliest, latest, an offset such as 42, or an instant such as 2026-11-01T00:00:00Z";

    /** The first offset that the log still holds. */
    record Earliest() implements OffsetTarget {}

    /** The end of the log, as the stream's isolation level sees it. */
    record Latest() implements OffsetTarget {}

    /**
     * The same offset in each partition.
     *
     * @param offset not before the log's beginning and not beyond its end
     */
    record At(long offset) implements OffsetTarget {}

    /**
     * The first record that is not older, or the end of the log if all are.
     *
     * @param epochMillis milliseconds since 1970, not before
     */
    record NotBefore(long epochMillis) implements OffsetTarget {}

    /**
     * Reads a target.
     *
     * @throws OffsetMoveException if it is none of the known forms
     */
    static OffsetTarget parse(@Nullable String text) {
        String word = (text == null) ? "" : text.strip();
        if (word.isEmpty()) {
            throw OffsetMoveException.invalid("to is missing; give " + FORMS);
        }
        if (word.equals("earliest")) {
            return new Earliest();
        }
        if (word.equals("latest")) {
            return new Latest();
        }
        if (Numbers.OFFSET.matcher(word).matches()) {
            return new At(Long.parseLong(word));
        }
        try {
            return new NotBefore(Math.max(0, Instant.parse(word).toEpochMilli()));
        } catch (DateTimeException | ArithmeticException noInstant) {
            throw OffsetMoveException.invalid("to is '%s'; give %s".formatted(word, FORMS));
        }
    }

    /** How offsets are written: what a long surely holds. */
    final class Numbers {

        private static final Pattern OFFSET = Pattern.compile("\\d{1,18}");

        private Numbers() {}
    }
}
