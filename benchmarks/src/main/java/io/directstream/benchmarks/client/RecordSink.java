/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The trivial listener behind every contender; it does the measuring. Called by several threads at once. */
public interface RecordSink {

    /** Takes one batch, however the contender forms it. */
    void accept(Iterable<ConsumerRecord<byte[], byte[]>> records);

    /** Told by contenders that consume all partitions in one batch per second; the others leave it out. */
    default void batchPart(BatchPart part) {}

    /** Told by contenders that read given ranges when they are ready to; the others leave it out. */
    default void readBegins() {}

    /** Told by contenders that read given ranges when the read returned, with why it failed if it did. */
    default void readEnded(@Nullable Throwable failure) {}
}
