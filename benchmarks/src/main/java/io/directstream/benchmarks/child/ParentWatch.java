/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.child;

import java.io.IOException;

/** Ends this process with its parent, however that ended: the parent's end of our standard input closes then. */
public final class ParentWatch {

    private ParentWatch() {}

    /** Ends this process in the background as soon as the parent is gone or lets it go. */
    public static void endWithParent() {
        Thread watch = new Thread(
                () -> {
                    awaitEnd();
                    System.exit(1);
                },
                "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    /** Waits until the parent is gone or lets this process go. */
    public static void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException closed) {
            System.err.println("standard input is gone: " + closed);
        }
    }
}
