/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

/** The listener's part of a transaction. */
@FunctionalInterface
public interface UnitOfWork {

    /**
     * Runs the listener.
     *
     * @throws Exception what the listener threw
     */
    void run() throws Exception;
}
