/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Work that other threads leave for the member's thread, which alone may use the group consumer. */
final class MemberTasks {

    private static final Duration LATER = Duration.ofSeconds(1);

    private final StreamClock clock;

    private final Queue<Consumer<org.apache.kafka.clients.consumer.Consumer<?, ?>>> tasks =
            new ConcurrentLinkedQueue<>();

    private final DelayQueue<Later> delayed = new DelayQueue<>();

    private final AtomicBoolean changed = new AtomicBoolean();

    private volatile Runnable eachTurn = () -> {};

    MemberTasks(StreamClock clock) {
        this.clock = clock;
    }

    StreamClock clock() {
        return clock;
    }

    void execute(Consumer<org.apache.kafka.clients.consumer.Consumer<?, ?>> task) {
        tasks.add(task);
    }

    /** After a pause, for what just failed. */
    void executeLater(Runnable task) {
        delayed.add(new Later(task, clock.nanoTime() + LATER.toNanos(), clock));
    }

    /** Says that readers came or went, so that fetchers should look. */
    void changed() {
        changed.set(true);
    }

    /** Has that run in each turn of the member, and once before the first. */
    void eachTurn(Runnable task) {
        eachTurn = task;
        task.run();
    }

    /** Runs what is waiting; what a task leaves meanwhile runs too. Returns whether readers came or went. */
    boolean run(org.apache.kafka.clients.consumer.Consumer<?, ?> consumer) {
        for (Later later = delayed.poll(); later != null; later = delayed.poll()) {
            later.task().run();
        }
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.accept(consumer);
        }
        eachTurn.run();
        return changed.getAndSet(false);
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    private record Later(Runnable task, long at, StreamClock clock) implements Delayed {

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - clock.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
