/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.startup;

import com.sun.management.OperatingSystemMXBean;
import io.directstream.benchmarks.child.Figures;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Notes how long after the start of this JVM the application is ready, and each listener has its first record. */
final class FirstRecords implements ApplicationListener<ApplicationReadyEvent> {

    static final String ONE = "one";

    static final String TWO = "two";

    static final String THREE = "three";

    /** The listeners that are waited for. */
    static final List<String> LISTENERS = List.of(ONE, TWO, THREE);

    private final Set<String> arrived = ConcurrentHashMap.newKeySet();

    private final CountDownLatch all = new CountDownLatch(LISTENERS.size() + 1);

    private volatile long readyMillis;

    private volatile long firstMillis;

    private volatile long cpuNanos;

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        readyMillis = sinceStart();
        all.countDown();
    }

    /** A listener was called with records. */
    void arrived(String listener) {
        if (arrived.add(listener)) {
            note();
        }
    }

    /** Those of all listeners, once the application is ready too. */
    Figures await(Duration timeout) throws InterruptedException {
        if (!all.await(timeout.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(
                    "within %d s only %s of %s had records".formatted(timeout.toSeconds(), arrived, LISTENERS));
        }
        return new Figures(Map.of("readyMillis", readyMillis, "firstMillis", firstMillis, "cpuNanos", cpuNanos));
    }

    /** The last one that comes by leaves its figures. */
    private synchronized void note() {
        firstMillis = sinceStart();
        cpuNanos =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        all.countDown();
    }

    private static long sinceStart() {
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }
}
