/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.OffsetRange;
import io.directstream.stream.BoundedStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The replays of one stream: one at a time, and the newest ones after their ends. Safe for use by several threads. */
public final class Replays {

    private static final int KEPT = 10;

    private final String stream;

    private final Function<List<OffsetRange>, BoundedStream<Object, Object>> runs;

    private final ReentrantLock lock = new ReentrantLock();

    /** The newest first. */
    private final Deque<Replay> kept = new ArrayDeque<>();

    Replays(String stream, Function<List<OffsetRange>, BoundedStream<Object, Object>> runs) {
        this.stream = stream;
        this.runs = runs;
    }

    /**
     * Begins to replay the ranges, in the background.
     *
     * @throws IllegalStateException if a replay of this stream runs
     * @throws IllegalArgumentException if the ranges cannot be read; the message says what to change
     * @throws io.directstream.read.RangeReadException if the brokers do not tell what their logs hold
     */
    public Replay start(List<OffsetRange> ranges) {
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("ranges is empty; name the ranges to replay");
        }
        lock.lock();
        try {
            running().ifPresent(running -> {
                throw new IllegalStateException("replay %s of stream '%s' runs; wait for its end, or cancel it"
                        .formatted(running.id(), stream));
            });
            Replay replay = new Replay(UUID.randomUUID().toString(), stream, ranges, runs.apply(ranges));
            kept.addFirst(replay);
            if (kept.size() > KEPT) {
                kept.removeLast();
            }
            replay.start();
            return replay;
        } finally {
            lock.unlock();
        }
    }

    /** Those that run or were the last to, the newest first. */
    public List<Replay> all() {
        lock.lock();
        try {
            return List.copyOf(kept);
        } finally {
            lock.unlock();
        }
    }

    /** Gives up the one that runs, if one does. */
    void cancel() {
        all().stream().filter(replay -> replay.state() == Replay.State.RUNNING).forEach(Replay::cancel);
    }

    private Optional<Replay> running() {
        return kept.stream()
                .filter(replay -> replay.state() == Replay.State.RUNNING)
                .findFirst();
    }
}
