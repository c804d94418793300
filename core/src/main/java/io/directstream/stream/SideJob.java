/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

/** Work that a batch over all partitions leaves for workers that have nothing else to do. */
@FunctionalInterface
interface SideJob {

    /**
     * Does the work, if it is still to be done. Never throws.
     *
     * @param worker the worker that does it, from 0; it has a deserializer of its own
     */
    void run(int worker);
}
