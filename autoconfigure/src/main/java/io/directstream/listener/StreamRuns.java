/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.offset.OffsetStoreException;
import io.directstream.stream.DirectStream;
import java.util.function.Supplier;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/**
 * Makes a stream anew for each start of its container.
 *
 * @param plan what is to be run
 * @param streams makes them
 */
record StreamRuns(StreamPlan plan, Supplier<DirectStream<Object, Object>> streams) {

    /**
     * The next one, not yet started.
     *
     * @throws FailureAnalyzedException if it cannot run as it is configured
     */
    DirectStream<Object, Object> next() {
        String name = plan.options().name();
        try {
            DirectStream<Object, Object> next = streams.get();
            SoleMemberCheck.check(plan, next);
            TopicCheck.check(plan, next);
            return next;
        } catch (OffsetStoreException ex) {
            throw new FailureAnalyzedException(
                    "Stream '%s' does not start: %s".formatted(name, ex.getMessage()),
                    "Do as the reason says, or choose another store with direct-stream.streams.%s.offsets.store."
                            .formatted(name),
                    ex);
        } catch (IllegalArgumentException ex) {
            throw new FailureAnalyzedException(
                    "Stream '%s' cannot run: %s".formatted(name, ex.getMessage()),
                    "Change the setting under direct-stream.streams.%s, or the options that the stream was created with."
                            .formatted(name),
                    ex);
        }
    }
}
