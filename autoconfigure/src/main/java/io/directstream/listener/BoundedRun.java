/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.StreamClock;
import io.directstream.listener.ObservedRead.Purpose;
import io.directstream.stream.BoundedStream;
import io.directstream.stream.RangeOutcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One run of a bounded stream or a replay: told to the observer from its begin to its end, and timed. */
final class BoundedRun {

    private final String title;

    private final ObservedRead read;

    private final ReadObserver observer;

    private final StreamClock clock;

    /** Written and read on the run's thread. */
    private long began;

    private BoundedRun(String title, ObservedRead read, ReadObserver observer, StreamClock clock) {
        this.title = title;
        this.read = read;
        this.observer = observer;
        this.clock = clock;
    }

    /**
     * Observes a stream that was not started yet.
     *
     * @param name whose listener it has
     * @return how it ended, on its own thread
     */
    static CompletionStage<Completion> observe(
            String name, Purpose purpose, BoundedStream<?, ?> stream, ReadObserver observer, StreamClock clock) {
        String title = purpose == Purpose.REPLAY ? "the replay of stream " + name : "stream " + name;
        ObservedRead read = new ObservedRead(name, purpose, stream::progress);
        BoundedRun run = new BoundedRun(title, read, observer, clock);
        stream.started().thenRun(run::started);
        return stream.result().handle(run::ended);
    }

    private void started() {
        began = clock.nanoTime();
        observer.started(read);
    }

    private Completion ended(@Nullable List<RangeOutcome> outcomes, @Nullable Throwable refused) {
        Duration took = Duration.ofNanos(clock.nanoTime() - began);
        Completion completion = new Completion(title, outcomes == null ? List.of() : outcomes, refused, took);
        observer.ended(read, completion.outcome());
        return completion;
    }
}
