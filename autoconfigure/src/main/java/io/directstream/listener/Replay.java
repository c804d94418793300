/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.OffsetRange;
import io.directstream.Progress;
import io.directstream.stream.BoundedStream;
import io.directstream.stream.RangeOutcome;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Ranges that the listener of a stream gets once more, beside the stream itself: its group and its stored offsets stay as
 * they are, and what the listener commits meanwhile is ignored. Safe for use by several threads.
 */
public final class Replay {

    /** How far a replay is. */
    public enum State {
        /** Ranges are being delivered, or about to be. */
        RUNNING,
        /** All ranges were delivered. */
        COMPLETED,
        /** At least one range was not. */
        FAILED,
        /** It was given up before its end. */
        CANCELLED
    }

    private final String id;

    private final String stream;

    private final List<OffsetRange> ranges;

    private final BoundedStream<?, ?> run;

    private final Instant startedAt = Instant.now();

    private volatile @Nullable Instant endedAt;

    Replay(String id, String stream, List<OffsetRange> ranges, BoundedStream<?, ?> run) {
        this.id = id;
        this.stream = stream;
        this.ranges = List.copyOf(ranges);
        this.run = run;
    }

    void start() {
        run.result().whenComplete((outcomes, failure) -> {
            endedAt = Instant.now();
            // The thread that tells is the run's own, which a close waits for.
            new Thread(run::close, "direct-stream-" + stream + "-replay-end").start();
        });
        run.start();
    }

    /** Its name in endpoints. */
    public String id() {
        return id;
    }

    /** The stream whose listener gets the ranges. */
    public String stream() {
        return stream;
    }

    /** What is replayed, in the order given. */
    public List<OffsetRange> ranges() {
        return ranges;
    }

    /** When it began. */
    public Instant startedAt() {
        return startedAt;
    }

    /** When it ended; null while it runs. */
    public @Nullable Instant endedAt() {
        return endedAt;
    }

    /** What became of each range so far, in the order given. */
    public List<RangeOutcome> outcomes() {
        return run.outcomes();
    }

    /** How much of its ranges was delivered. */
    public Progress progress() {
        return run.progress();
    }

    /** How far it is as a whole. */
    public State state() {
        if (endedAt == null) {
            return State.RUNNING;
        }
        List<RangeOutcome> outcomes = run.outcomes();
        if (outcomes.isEmpty() || has(outcomes, RangeOutcome.State.CANCELLED)) {
            return State.CANCELLED;
        }
        return has(outcomes, RangeOutcome.State.FAILED) ? State.FAILED : State.COMPLETED;
    }

    private static boolean has(List<RangeOutcome> outcomes, RangeOutcome.State state) {
        return outcomes.stream().anyMatch(outcome -> outcome.state() == state);
    }

    /** What became of the ranges, in the order given, once nothing more is delivered. */
    public CompletionStage<List<RangeOutcome>> result() {
        return run.result();
    }

    /** Gives it up and waits until nothing more is delivered, as a stop of the stream would. */
    public void cancel() {
        run.close();
    }
}
