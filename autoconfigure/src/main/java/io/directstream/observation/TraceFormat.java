/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.observation;

import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** How a trace context is written in the headers of a record. */
enum TraceFormat {

    /** {@code traceparent: 00-<trace>-<span>-<flags>}. */
    W3C("traceparent", "(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?") {
        @Override
        boolean isSampled(@Nullable String flags) {
            return flags != null && (Integer.parseInt(flags, 16) & 1) == 1;
        }
    },

    /** {@code b3: <trace>-<span>[-<sampled>[-<parent>]]}. */
    B3("b3", TraceFormat.B3_TEXT),

    /** The parts of the former in a header each. */
    B3_MULTI("X-B3-TraceId", TraceFormat.B3_TEXT) {
        @Override
        @Nullable
        String text(Headers headers) {
            String trace = super.text(headers);
            String span = RecordContexts.text(headers, "X-B3-SpanId");
            String sampled = RecordContexts.text(headers, "X-B3-Sampled");
            return trace == null || span == null ? null : trace + '-' + span + (sampled == null ? "" : '-' + sampled);
        }
    };

    private static final String B3_TEXT = "((?:[0-9a-f]{16}){1,2})-([0-9a-f]{16})(?:-([01d])(?:-[0-9a-f]{16})?)?";

    private static final Pattern ZEROS = Pattern.compile("0+");

    private final String header;

    private final Pattern pattern;

    TraceFormat(String header, String pattern) {
        this.header = header;
        this.pattern = Pattern.compile(pattern);
    }

    /**
     * A context's ids.
     *
     * @param traceId 16 or 32 hexadecimal digits
     * @param spanId 16 hexadecimal digits
     * @param sampled whether its span is said to be recorded
     */
    record Ids(String traceId, String spanId, boolean sampled) {}

    /** Those that are read from headers of the given names, in the order in which they are looked for. */
    static List<TraceFormat> among(Collection<String> fields) {
        return Stream.of(values())
                .filter(format -> fields.stream().anyMatch(format.header::equalsIgnoreCase))
                .toList();
    }

    /** What the headers hold in this format; null if nothing. */
    @Nullable
    String text(Headers headers) {
        return RecordContexts.text(headers, header);
    }

    /** The ids in a text; null if it has none that are valid. */
    @Nullable
    Ids parse(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String trace = matcher.group(1);
        String span = matcher.group(2);
        return isZero(trace) || isZero(span) ? null : new Ids(trace, span, isSampled(matcher.group(3)));
    }

    boolean isSampled(@Nullable String flags) {
        return flags != null && !flags.equals("0");
    }

    private static boolean isZero(String id) {
        return ZEROS.matcher(id).matches();
    }
}
