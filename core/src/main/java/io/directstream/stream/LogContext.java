/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import io.directstream.RangeAddress;
import org.slf4j.MDC;

/**
 * Names the stream and the range in the log context (MDC) of the thread that runs a listener, so that every line which the
 * application logs meanwhile can be found by them.
 */
final class LogContext implements AutoCloseable {

    static final String STREAM = "directstream.stream";

    static final String RANGE = "directstream.range";

    private LogContext() {}

    static LogContext of(RangeAddress address) {
        LogContext context = of(address.stream());
        MDC.put(RANGE, address.range().toString());
        return context;
    }

    static LogContext of(String stream) {
        MDC.put(STREAM, stream);
        return new LogContext();
    }

    /** Within the context of a stream, until it is closed or another range is named. */
    void range(OffsetRange range) {
        MDC.put(RANGE, range.toString());
    }

    @Override
    public void close() {
        MDC.remove(STREAM);
        MDC.remove(RANGE);
    }
}
