/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What this process used until now.
 *
 * @param nanos now, of use only for differences
 * @param cpuNanos processor time of the whole JVM
 * @param threads the processor time that each Java thread alive took, by thread id
 * @param allocated the bytes that each thread alive allocated, by thread id
 * @param collections garbage collections
 * @param collectionMillis how long they took
 */
record Usage(
        long nanos,
        long cpuNanos,
        Map<Long, Long> threads,
        Map<Long, Long> allocated,
        long collections,
        long collectionMillis) {

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    static Usage now() {
        long collections = 0;
        long millis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += collector.getCollectionCount();
            millis += collector.getCollectionTime();
        }
        return new Usage(
                System.nanoTime(),
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime(),
                byThread(THREADS::getThreadCpuTime),
                byThread(THREADS::getThreadAllocatedBytes),
                collections,
                millis);
    }

    /**
     * What was used between then and now. What threads took that ended meanwhile is not in it: Java 17 counts by thread. No
     * contender ends threads while it consumes; for those of reads, which end with them, see {@link Allocations}.
     */
    Map<String, Long> since(Usage then) {
        return Map.of(
                "wallNanos", nanos - then.nanos,
                "cpuNanos", cpuNanos - then.cpuNanos,
                "threadCpuNanos", sum(threads, then.threads),
                "allocatedBytes", sum(allocated, then.allocated),
                "collections", collections - then.collections,
                "collectionMillis", collectionMillis - then.collectionMillis);
    }

    private static long sum(Map<Long, Long> now, Map<Long, Long> then) {
        return now.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - then.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    private static Map<Long, Long> byThread(UnaryOperator<long[]> question) {
        long[] ids = THREADS.getAllThreadIds();
        long[] answers = question.apply(ids);
        Map<Long, Long> byThread = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (answers[i] > 0) {
                byThread.put(ids[i], answers[i]);
            }
        }
        return byThread;
    }
}
