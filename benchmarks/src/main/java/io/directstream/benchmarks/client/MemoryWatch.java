/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** How much memory this process needs. */
final class MemoryWatch {

    private static final Path STATUS = Path.of("/proc/self/status");

    private static final String PEAK_RSS = "VmHWM:";

    private final List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();

    private final AtomicLong mostKept = new AtomicLong();

    private MemoryWatch() {}

    /** Watches from now on. */
    static MemoryWatch start() {
        MemoryWatch watch = new MemoryWatch();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            if (collector instanceof NotificationEmitter emitter) {
                emitter.addNotificationListener((notification, nothing) -> watch.collected(notification), null, null);
            }
        }
        return watch;
    }

    /**
     * The most memory that it occupied as the operating system has it (0 where that does not tell), the most of the heap
     * that was used, and the most that was left after a garbage collection (0 if there was none).
     */
    Map<String, Long> figures() throws IOException {
        long peak = 0;
        for (MemoryPoolMXBean pool : heap) {
            peak += pool.getPeakUsage().getUsed();
        }
        return Map.of("peakRssBytes", peakRssBytes(), "peakHeapBytes", peak, "keptBytes", mostKept.get());
    }

    private void collected(Notification notification) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            Map<String, MemoryUsage> after = GarbageCollectionNotificationInfo.from(
                            (CompositeData) notification.getUserData())
                    .getGcInfo()
                    .getMemoryUsageAfterGc();
            long kept = heap.stream()
                    .map(pool -> after.get(pool.getName()))
                    .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
                    .sum();
            mostKept.accumulateAndGet(kept, Math::max);
        }
    }

    private static long peakRssBytes() throws IOException {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        return Files.readAllLines(STATUS).stream()
                .filter(line -> line.startsWith(PEAK_RSS))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
