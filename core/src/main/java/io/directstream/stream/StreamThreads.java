/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.concurrent.ThreadFactory;

/** Names the engine's threads. */
final class StreamThreads {

    private StreamThreads() {}

    static ThreadFactory factory(String name) {
        return task -> {
            Thread thread = new Thread(task, "direct-stream-" + name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
