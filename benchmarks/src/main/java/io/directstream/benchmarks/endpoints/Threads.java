/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.endpoints;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/** What single threads use. */
final class Threads {

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private Threads() {}

    /** The bytes that this thread allocated so far. */
    static long allocatedHere() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }

    /** What the thread of this name used so far; nothing if there is none. */
    static Usage of(String name) {
        for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().equals(name)) {
                long id = thread.getThreadId();
                return new Usage(System.nanoTime(), THREADS.getThreadAllocatedBytes(id), THREADS.getThreadCpuTime(id));
            }
        }
        return new Usage(System.nanoTime(), 0, 0);
    }

    /**
     * What a thread used until now.
     *
     * @param atNanos when that was
     * @param bytes what it allocated
     * @param cpuNanos its processor time
     */
    record Usage(long atNanos, long bytes, long cpuNanos) {

        /** Bytes a second since then. */
        long bytesPerSecond(Usage before) {
            return perSecond(bytes - before.bytes, before);
        }

        /** Processor time a second since then, in nanoseconds. */
        long cpuNanosPerSecond(Usage before) {
            return perSecond(cpuNanos - before.cpuNanos, before);
        }

        private long perSecond(long amount, Usage before) {
            return Math.round(amount * 1e9 / (atNanos - before.atNanos));
        }
    }
}
