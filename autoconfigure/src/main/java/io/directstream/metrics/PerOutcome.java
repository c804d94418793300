/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.directstream.stream.BatchOutcome;
import java.util.function.Consumer;
import java.util.function.Function;

/** One meter for each way a delivery can end. */
record PerOutcome<M>(M completed, M failed, M fenced) {

    static <M> PerOutcome<M> make(Function<BatchOutcome, M> meter) {
        return new PerOutcome<>(
                meter.apply(BatchOutcome.COMPLETED),
                meter.apply(BatchOutcome.FAILED),
                meter.apply(BatchOutcome.FENCED));
    }

    M of(BatchOutcome outcome) {
        return switch (outcome) {
            case COMPLETED -> completed;
            case FAILED -> failed;
            case FENCED -> fenced;
        };
    }

    void forEach(Consumer<? super M> action) {
        action.accept(completed);
        action.accept(failed);
        action.accept(fenced);
    }
}
