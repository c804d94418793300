/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Sends different orders to all partitions in turn, at a steady rate, and never loses one. */
final class OrderLoad implements AutoCloseable {
    private static final List<String> PRODUCTS = List.of("coffee", "milk", "tea");
    private static final long PAUSE_NANOS = 10_000_000;

    private final String topic;
    private final int partitions;
    private final int perPause;
    private final KafkaProducer<String, String> producer;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final Thread thread = new Thread(this::send, "order-load");
    private volatile boolean stopping;

    OrderLoad(String bootstrapServers, String topic, int partitions, int perSecond) {
        this.topic = topic;
        this.partitions = partitions;
        this.perPause = (int) (perSecond * PAUSE_NANOS / 1_000_000_000);
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        // An idempotent one can be refused for ever (OUT_OF_ORDER_SEQUENCE_NUMBER) after its first
                        // batches met brokers that did not lead yet; what is sent twice is two records here.
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        false,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        300_000),
                new StringSerializer(),
                new StringSerializer());
        thread.start();
    }

    /** Sends no more, and returns when everything that was sent is there. */
    void stop() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("the load was not sent as it should be", failure.get());
        }
    }

    @Override
    public void close() {
        stopping = true;
        producer.close(Duration.ofSeconds(5));
    }

    private void send() {
        long next = System.nanoTime();
        Random random = new Random();
        for (int sent = 0; !stopping; ) {
            for (int i = 0; i < perPause; i++) {
                String product = PRODUCTS.get(random.nextInt(PRODUCTS.size()));
                String order = "{\"product\":\"%s\",\"amount\":%d}".formatted(product, random.nextInt(1, 1_000));
                producer.send(new ProducerRecord<>(topic, sent++ % partitions, product, order), (to, problem) -> {
                    if (problem != null) {
                        failure.compareAndSet(null, problem);
                    }
                });
            }
            next += PAUSE_NANOS;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }
}
