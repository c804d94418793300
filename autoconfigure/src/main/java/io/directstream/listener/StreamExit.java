/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

/** Ends the application after its bounded streams. */
@FunctionalInterface
public interface StreamExit {

    /** The application goes on. */
    StreamExit NONE = (stream, exitCode) -> {};

    /**
     * A stream that ends the application is at its end. Returns at once.
     *
     * @param exitCode 0 if all of its ranges were read
     */
    void completed(String stream, int exitCode);
}
