/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.listener.ObservedRead.Outcome;
import io.directstream.listener.ObservedRead.Purpose;
import io.directstream.read.RangeReadException;
import io.directstream.read.RangeReadJob;
import io.directstream.read.RangeReadObserver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reports the reads of one {@code RangeReads} as reads of given ranges. Safe for use by several threads. */
public final class RangeReadReports implements RangeReadObserver {

    private final @Nullable String stream;

    private final ReadObserver observer;

    private final Map<RangeReadJob<?>, ObservedRead> running = new ConcurrentHashMap<>();

    /**
     * No reads yet.
     *
     * @param stream whose settings they have; null for those of the application
     * @param observer told of them
     */
    public RangeReadReports(@Nullable String stream, ReadObserver observer) {
        this.stream = stream;
        this.observer = observer;
    }

    @Override
    public void readStarted(RangeReadJob<?> job) {
        ObservedRead read =
                new ObservedRead(stream, Purpose.READ, () -> job.progress().total());
        running.put(job, read);
        observer.started(read);
    }

    @Override
    public void readEnded(RangeReadJob<?> job, @Nullable Throwable failure) {
        ObservedRead read = running.remove(job);
        if (read != null) {
            observer.ended(read, outcome(failure));
        }
    }

    private static Outcome outcome(@Nullable Throwable failure) {
        if (failure == null) {
            return Outcome.COMPLETED;
        }
        boolean cancelled =
                failure instanceof RangeReadException known && known.reason() == RangeReadException.Reason.CANCELLED;
        return cancelled ? Outcome.CANCELLED : Outcome.FAILED;
    }
}
