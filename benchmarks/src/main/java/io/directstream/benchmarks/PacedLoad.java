/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.client.Stamp;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends records at a steady rate, those of a millisecond together. Each is stamped with the time at which it was due, so that being held up here counts as
 * latency instead of being hidden.
 */
final class PacedLoad implements AutoCloseable {

    private static final long TOLERATED_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Producer<byte[], byte[]> producer;

    private final String topic;

    private final Workload workload;

    private final int perSecond;

    PacedLoad(String bootstrapServers, String topic, Workload workload, int perSecond) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        // With 0 every record would be a request, and the broker's share of the processors would be the result.
        properties.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = topic;
        this.workload = workload;
        this.perSecond = perSecond;
    }

    /** Sends records that do not count. */
    void warmUp(int records) {
        send(records, false);
    }

    /** Sends the records that count. */
    void measure() {
        long late = send(workload.records(), true);
        if (late > TOLERATED_DELAY_NANOS) {
            System.out.printf(
                    "the load was late by up to %d ms: the machine is busy, distrust this run%n",
                    TimeUnit.NANOSECONDS.toMillis(late));
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    /** Returns by how many nanoseconds the latest record was late. */
    private long send(int records, boolean measured) {
        long begin = System.nanoTime();
        long beginMicros = Stamp.nowMicros();
        long late = 0;
        for (int i = 0; i < records; i++) {
            long dueMillis = TimeUnit.SECONDS.toMillis(i) / perSecond;
            long due = begin + TimeUnit.MILLISECONDS.toNanos(dueMillis);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            Stamp stamp = new Stamp(beginMicros + TimeUnit.MILLISECONDS.toMicros(dueMillis), measured);
            byte[] value = stamp.toValue(workload.valueBytes());
            producer.send(new ProducerRecord<>(topic, i % workload.partitions(), Topics.key(i), value));
            late = Math.max(late, System.nanoTime() - due);
        }
        producer.flush();
        return late;
    }
}
