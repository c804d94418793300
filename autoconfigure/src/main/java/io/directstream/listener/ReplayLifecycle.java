/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import java.util.List;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/**
 * Ends the replays of an application beside its streams. The listener registry asks only containers that run, and a replay
 * needs no running stream; it would go on until beans are destroyed, when its database may be gone.
 */
public final class ReplayLifecycle implements SmartLifecycle {

    private final DirectStreamContainers containers;

    private volatile boolean running;

    /** Ends the replays of these streams. */
    public ReplayLifecycle(DirectStreamContainers containers) {
        this.containers = containers;
    }

    /** Only notes it: nobody begins a replay but an operator. */
    @Override
    public void start() {
        running = true;
    }

    /** Gives all replays up, side by side, and returns when nothing more is delivered. */
    @Override
    public void stop() {
        running = false;
        List<Thread> ends = containers.all().stream()
                .map(container -> new Thread(
                        container.replays()::cancel, "direct-stream-" + container.getStreamName() + "-replay-stop"))
                .toList();
        ends.forEach(Thread::start);
        try {
            for (Thread end : ends) {
                end.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops on a thread of its own, so that streams stop meanwhile. */
    @Override
    public void stop(Runnable callback) {
        Stops.aside("direct-stream-replays-stop", this::stop, callback);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** That of streams. */
    @Override
    public int getPhase() {
        return AbstractMessageListenerContainer.DEFAULT_PHASE;
    }
}
