/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

/** Something that reads a whole topic as given ranges with two threads. Ready to read when it is made; reads once. */
@FunctionalInterface
public interface BoundedReader extends AutoCloseable {

    /**
     * Passes all records on, and returns when the last of them was handled.
     *
     * @throws Exception if they cannot be read
     */
    void read(RecordSink sink) throws Exception;

    @Override
    default void close() {}
}
