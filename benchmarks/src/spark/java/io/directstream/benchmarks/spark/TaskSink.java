/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.spark;

import io.directstream.benchmarks.client.RecordSink;
import java.util.Iterator;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * How Spark's tasks reach the sink. Their functions are serialized and read back even when they run in the same process, so
 * these find it where every copy finds the same one: in a static field.
 */
final class TaskSink {

    private static volatile @Nullable RecordSink sink;

    private TaskSink() {}

    static void use(RecordSink used) {
        sink = used;
    }

    /** What a task does with the records of its range. */
    static void accept(Iterator<ConsumerRecord<byte[], byte[]>> range) {
        Objects.requireNonNull(sink, "no sink was set in this process").accept(() -> range);
    }
}
