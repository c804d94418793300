/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.observation;

import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Finds the trace contexts that records carry. A {@link Propagator} says in which of the formats: W3C, B3 in one header, B3
 * in several. It cannot be asked for the contexts themselves, because all it makes of one is a span that continues it.
 */
final class RecordContexts {

    private final Tracer tracer;

    private final List<TraceFormat> formats;

    private final int most;

    /**
     * Finds contexts of the formats that the application reads.
     *
     * @param most how many contexts are kept
     */
    RecordContexts(Tracer tracer, Propagator propagator, int most) {
        this.tracer = tracer;
        this.formats = TraceFormat.among(propagator.fields());
        this.most = most;
    }

    /**
     * The distinct contexts, in the order of the records.
     *
     * @param contexts those that are kept
     * @param omitted how many more there are
     */
    record Found(List<TraceContext> contexts, int omitted) {}

    Found in(Stream<Headers> records) {
        Search search = new Search();
        records.forEach(search);
        return new Found(search.contexts, search.omitted);
    }

    private final class Search implements Consumer<Headers> {

        private final List<TraceContext> contexts = new ArrayList<>();

        private final Set<String> seen = new HashSet<>();

        private int omitted;

        @Override
        public void accept(Headers headers) {
            for (TraceFormat format : formats) {
                String text = format.text(headers);
                if (text != null) {
                    if (seen.add(text)) {
                        add(format, text);
                    }
                    return;
                }
            }
        }

        private void add(TraceFormat format, String text) {
            if (contexts.size() == most) {
                // Not parsed: there may be a distinct context to each of ten thousand records.
                omitted++;
                return;
            }
            TraceFormat.Ids ids = format.parse(text);
            if (ids == null) {
                return;
            }
            contexts.add(tracer.traceContextBuilder()
                    .traceId(ids.traceId())
                    .spanId(ids.spanId())
                    .sampled(ids.sampled())
                    .build());
        }
    }

    /** The text of a header; null if it is missing. */
    static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.ISO_8859_1);
    }
}
