/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.concurrent.ThreadFactory;

/** Makes the engine's threads. */
final class StreamThreads {

    private StreamThreads() {}

    /** Threads that do not hold up the end of the application. */
    static ThreadFactory factory(String name) {
        return task -> {
            Thread thread = new Thread(task, "direct-stream-" + name);
            thread.setDaemon(true);
            return thread;
        };
    }

    /**
     * The thread that lasts as long as its stream runs, and keeps an application alive that has nothing else to do, as
     * listener containers are expected to.
     */
    static Thread lasting(String name, Runnable task) {
        Thread thread = new Thread(task, "direct-stream-" + name);
        thread.setDaemon(false);
        return thread;
    }
}
