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
 * Sends records at a steady rate, those of a burst together. Each is stamped with the time at which it was due, so that
 * being held up here counts as latency instead of being hidden.
 */
final class PacedLoad implements AutoCloseable {

    private static final long TOLERATED_DELAY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Producer<byte[], byte[]> producer;

    private final String topic;

    private final Workload workload;

    private final Pace pace;

    private final int valueBytes;

    PacedLoad(String bootstrapServers, String topic, Workload workload, Pace pace) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(ProducerConfig.LINGER_MS_CONFIG, pace.lingerMillis());
        this.producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        this.topic = topic;
        this.workload = workload;
        this.pace = pace;
        this.valueBytes = workload.values().of(0).length;
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
            long dueMillis = dueMillis(i);
            long due = begin + TimeUnit.MILLISECONDS.toNanos(dueMillis);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            Stamp stamp = new Stamp(beginMicros + TimeUnit.MILLISECONDS.toMicros(dueMillis), measured);
            int partition = i / pace.inARow() % workload.partitions();
            producer.send(new ProducerRecord<>(topic, partition, Topics.key(i), stamp.toValue(valueBytes)));
            late = Math.max(late, System.nanoTime() - due);
        }
        producer.flush();
        return late;
    }

    private long dueMillis(int number) {
        long millis = TimeUnit.SECONDS.toMillis(number) / pace.perSecond();
        return millis - millis % pace.burstMillis();
    }
}
