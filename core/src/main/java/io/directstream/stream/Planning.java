/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.Listener;
import io.directstream.StreamBatchListener;

/**
 * How a stream comes to its batches: when, and whether its partitions go on each by itself or all together.
 *
 * @param trigger when batches are planned
 * @param scope what one batch covers
 */
record Planning(Trigger trigger, Scope scope) {

    /** What one batch covers. */
    enum Scope {
        /** One partition; the others go on meanwhile. */
        PARTITION,
        /** All partitions; the next batch begins when the whole one before is stored. */
        STREAM
    }

    /** What a stream with this listener needs. */
    static Planning of(Trigger trigger, Listener<?, ?> listener) {
        return new Planning(trigger, listener instanceof StreamBatchListener ? Scope.STREAM : Scope.PARTITION);
    }

    /** Each partition as soon as its records are there. */
    static Planning continuous() {
        return new Planning(new Trigger.Continuous(), Scope.PARTITION);
    }

    boolean isTogether() {
        return scope == Scope.STREAM;
    }

    boolean isTimed() {
        return trigger instanceof Trigger.Interval;
    }

    boolean deliversEmpty() {
        return trigger instanceof Trigger.Interval timed && timed.onEmpty() == Trigger.OnEmpty.DELIVER;
    }
}
