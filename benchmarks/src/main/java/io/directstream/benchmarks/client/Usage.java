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

/**
 * What this process used until now.
 *
 * @param nanos now, of use only for differences
 * @param cpuNanos processor time of all threads
 * @param allocated the bytes that each thread alive allocated, by thread id
 * @param collections garbage collections
 * @param collectionMillis how long they took
 */
record Usage(long nanos, long cpuNanos, Map<Long, Long> allocated, long collections, long collectionMillis) {

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
                allocatedByThread(),
                collections,
                millis);
    }

    /**
     * What was used between then and now. What threads allocated that ended meanwhile is not in it: Java 17 counts by
     * thread. No contender ends threads while it consumes.
     */
    Map<String, Long> since(Usage then) {
        long bytes = 0;
        for (Map.Entry<Long, Long> thread : allocated.entrySet()) {
            bytes += thread.getValue() - then.allocated.getOrDefault(thread.getKey(), 0L);
        }
        return Map.of(
                "wallNanos", nanos - then.nanos,
                "cpuNanos", cpuNanos - then.cpuNanos,
                "allocatedBytes", bytes,
                "collections", collections - then.collections,
                "collectionMillis", collectionMillis - then.collectionMillis);
    }

    private static Map<Long, Long> allocatedByThread() {
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        long[] ids = threads.getAllThreadIds();
        long[] bytes = threads.getThreadAllocatedBytes(ids);
        Map<Long, Long> allocated = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] > 0) {
                allocated.put(ids[i], bytes[i]);
            }
        }
        return allocated;
    }
}
