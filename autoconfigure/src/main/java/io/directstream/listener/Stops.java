/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

/** Stops with the callback that Spring's lifecycle waits for. */
final class Stops {

    private Stops() {}

    /** Stops on a thread of its own, so that what has the same phase stops side by side. */
    static void aside(String thread, Runnable stop, Runnable callback) {
        new Thread(
                        () -> {
                            try {
                                stop.run();
                            } finally {
                                callback.run();
                            }
                        },
                        thread)
                .start();
    }
}
