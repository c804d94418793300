/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the threads that handle records allocated. Those of a read begin and end with it, and Java 17 forgets a thread's count
 * with the thread: so each tells it after every batch.
 */
final class Allocations {

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private final Map<Long, Long> byThread = new ConcurrentHashMap<>();

    void ofThisThread() {
        byThread.put(Thread.currentThread().getId(), THREADS.getCurrentThreadAllocatedBytes());
    }

    /** The bytes that all of them allocated since they began. */
    long bytes() {
        return byThread.values().stream().mapToLong(Long::longValue).sum();
    }
}
