/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.RangeAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Names the stream and the range in the log context (MDC) of the thread that runs a listener, so that every line which the
 * application logs meanwhile can be found by them.
 */
final class LogContext implements AutoCloseable {

    static final String STREAM = "directstream.stream";

    static final String RANGE = "directstream.range";

    private final @Nullable String outerStream = MDC.get(STREAM);

    private final @Nullable String outerRange = MDC.get(RANGE);

    private LogContext() {}

    /** Of a thread that handles one range. */
    static LogContext of(RangeAddress address) {
        LogContext context = of(address.stream());
        MDC.put(RANGE, address.range().toString());
        return context;
    }

    /** Of a thread that handles a batch over all partitions. */
    static LogContext of(String stream) {
        LogContext context = new LogContext();
        MDC.put(STREAM, stream);
        return context;
    }

    /** Back to what it was. */
    @Override
    public void close() {
        restore(STREAM, outerStream);
        restore(RANGE, outerRange);
    }

    private static void restore(String key, @Nullable String outer) {
        if (outer == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, outer);
        }
    }
}
