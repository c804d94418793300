/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.OffsetRange;
import io.directstream.consumer.Deserializers;
import io.directstream.consumer.KafkaClientFactory;
import io.directstream.read.RangeReads;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** This project's read of given ranges, two of them at once, its other settings the defaults. */
final class DirectReads implements BoundedReader {

    private final RangeReads<byte[], byte[]> reads;

    private final List<OffsetRange> ranges;

    DirectReads(Target target) {
        Map<String, Object> properties = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
        this.reads = new RangeReads<>(
                new KafkaClientFactory(properties, target.group()),
                new Deserializers<>(ByteArrayDeserializer::new, ByteArrayDeserializer::new));
        this.ranges = TopicRanges.of(target);
    }

    @Override
    public void read(RecordSink sink) throws Exception {
        reads.read(ranges).concurrency(Target.THREADS).forEach(sink::accept);
    }
}
