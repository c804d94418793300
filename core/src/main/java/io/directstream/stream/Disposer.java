/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.RangeAddress;
import io.directstream.stream.FailurePolicy.WhenExhausted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Does what the failure policy says with the records of ranges whose attempts are over, before these are stored. */
final class Disposer implements AutoCloseable {

    private final StreamOptions options;

    private final DeadLetters.Source source;

    private final ReentrantLock lock = new ReentrantLock();

    private @Nullable DeadLetters letters;

    private boolean closed;

    Disposer(StreamOptions options, DeadLetters.Source source) {
        this.options = options;
        this.source = source;
    }

    /**
     * Disposes of ranges whose records are here.
     *
     * @throws DisposalException if that is not possible now; the ranges wait
     */
    void dispose(List<PlannedRange> ranges) throws InterruptedException {
        if (options.failure().whenExhausted() instanceof WhenExhausted.DeadLetter policy) {
            List<DeadLetter> all = new ArrayList<>();
            ranges.forEach(range -> addLetters(policy, range, all));
            send(all);
        }
    }

    /** Closes what sends dead letters, if there were any. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (letters != null) {
                letters.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private void addLetters(WhenExhausted.DeadLetter policy, PlannedRange range, List<DeadLetter> all) {
        if (range.records() == null || !(range.treatment() instanceof Treatment.Dispose dispose)) {
            return;
        }
        String topic = policy.topicFor(range.partition().topic());
        RangeAddress address = new RangeAddress(options.name(), dispose.failed());
        var records = range.records().records();
        for (int index = 0; index < records.size(); index++) {
            all.add(new DeadLetter(
                    topic,
                    address,
                    records.get(index),
                    range.records().headers(index),
                    range.attempt(),
                    dispose.cause()));
        }
    }

    private void send(List<DeadLetter> all) throws InterruptedException {
        if (all.isEmpty()) {
            return;
        }
        try {
            open().send(all);
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception failure) {
            throw new DisposalException(failure);
        }
    }

    private DeadLetters open() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the stream has stopped");
            }
            if (letters == null) {
                letters = source.open();
            }
            return letters;
        } finally {
            lock.unlock();
        }
    }
}
