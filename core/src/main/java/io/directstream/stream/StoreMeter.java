/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.offset.OffsetStore;
import io.directstream.offset.OffsetStoreException;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.TransactionalOffsetStore;
import io.directstream.offset.UnitOfWork;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tells the observer what the store answers, and after how long. */
final class StoreMeter {

    private final String stream;

    private final StreamObserver observer;

    private final StreamClock clock;

    StoreMeter(String stream, StreamObserver observer, StreamClock clock) {
        this.stream = stream;
        this.observer = observer;
        this.clock = clock;
    }

    CompletionStage<List<StoreOutcome>> store(OffsetStore store, List<StorableRange> ranges) {
        long began = clock.nanoTime();
        return store.store(ranges).whenComplete((outcomes, failure) -> answered(store, outcomes, began));
    }

    /** What the listener takes is not the store's time. */
    List<StoreOutcome> storeWith(TransactionalOffsetStore store, List<StorableRange> ranges, UnitOfWork listener)
            throws Exception {
        AtomicLong began = new AtomicLong(clock.nanoTime());
        try {
            List<StoreOutcome> outcomes = store.storeWith(ranges, () -> {
                listener.run();
                began.set(clock.nanoTime());
            });
            answered(store, outcomes, began.get());
            return outcomes;
        } catch (OffsetStoreException failure) {
            answered(store, null, began.get());
            throw failure;
        }
    }

    private void answered(OffsetStore store, @Nullable List<StoreOutcome> outcomes, long began) {
        Duration duration = Duration.ofNanos(clock.nanoTime() - began);
        if (outcomes == null) {
            observer.storeAnswered(stream, store.name(), null, duration);
        } else {
            outcomes.forEach(outcome -> observer.storeAnswered(stream, store.name(), outcome, duration));
        }
    }
}
