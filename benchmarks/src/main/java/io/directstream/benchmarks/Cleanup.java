/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was opened, the newest first: at the end of the block, or when this JVM is asked to end before. */
public final class Cleanup implements AutoCloseable {

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    Cleanup() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "cleanup"));
    }

    /** Takes what has to be closed. */
    public synchronized <T extends AutoCloseable> T add(T resource) {
        opened.push(resource);
        return resource;
    }

    /** Closes one resource before the others. */
    public synchronized void close(AutoCloseable resource) {
        if (opened.remove(resource)) {
            closeOne(resource);
        }
    }

    @Override
    public synchronized void close() {
        while (!opened.isEmpty()) {
            closeOne(opened.pop());
        }
    }

    private static void closeOne(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception failure) {
            System.err.println("closing " + resource + " failed: " + failure);
        }
    }
}
