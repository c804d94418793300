/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.directstream.stream.BatchOutcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/** One meter for each way a delivery can end. */
final class PerOutcome<M> {

    private final Map<BatchOutcome, M> meters = new EnumMap<>(BatchOutcome.class);

    private PerOutcome(Function<BatchOutcome, M> meter) {
        for (BatchOutcome outcome : BatchOutcome.values()) {
            meters.put(outcome, meter.apply(outcome));
        }
    }

    static <M> PerOutcome<M> make(Function<BatchOutcome, M> meter) {
        return new PerOutcome<>(meter);
    }

    M of(BatchOutcome outcome) {
        return Objects.requireNonNull(meters.get(outcome));
    }

    void forEach(Consumer<? super M> action) {
        meters.values().forEach(action);
    }
}
