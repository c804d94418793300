/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The exclusive right to take records out of one reader; to be closed on every path, by the thread that has it. */
public final class ConsumerLease implements AutoCloseable {

    private final PartitionReader reader;

    private final Consumer<ConsumerLease> onClose;

    private final AtomicBoolean closed = new AtomicBoolean();

    ConsumerLease(PartitionReader reader, Consumer<ConsumerLease> onClose) {
        this.reader = reader;
        this.onClose = onClose;
    }

    /**
     * Takes what is there from the reader's position on, up to the given offset or as many as the limits allow, but at
     * least one record. What one fetch brought is divided only where less than half of what the limits allow would be
     * taken otherwise.
     *
     * @param until where to end at the latest
     * @param maxRecords the most records to take
     * @param maxBytes the most serialized bytes to take
     * @throws IllegalStateException if the lease was closed
     */
    public RawRecords take(long until, int maxRecords, long maxBytes) {
        if (closed.get()) {
            throw new IllegalStateException(
                    "the lease of " + reader.partition() + " was closed; lease its reader anew");
        }
        return reader.take(until, maxRecords, maxBytes);
    }

    /** The leased reader. */
    public PartitionReader reader() {
        return reader;
    }

    /** Gives the reader back; further calls do nothing. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            onClose.accept(this);
        }
    }
}
