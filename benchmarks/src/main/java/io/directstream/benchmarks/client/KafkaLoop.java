/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** What one would write by hand: a thread and a consumer each, poll, handle, commit. */
final class KafkaLoop implements Contender {

    private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);

    private static final long SECONDS_TO_STOP = 20;

    private final int threads;

    private final int maxPollRecords;

    private final Supplier<Committing> committing;

    KafkaLoop(int threads, int maxPollRecords, Supplier<Committing> committing) {
        this.threads = threads;
        this.maxPollRecords = maxPollRecords;
        this.committing = committing;
    }

    @Override
    public Running start(Target target, RecordSink sink) {
        AtomicBoolean stopped = new AtomicBoolean();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<? extends Future<?>> loops = IntStream.range(0, threads)
                .mapToObj(i -> executor.submit(() -> run(target, sink, stopped)))
                .toList();
        executor.shutdown();
        return () -> {
            stopped.set(true);
            loops.forEach(KafkaLoop::awaitEnd);
        };
    }

    private void run(Target target, RecordSink sink, AtomicBoolean stopped) {
        Map<String, Object> properties = target.consumerProperties();
        properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
            consumer.subscribe(List.of(target.topic()), new CommitWhenRevoked(consumer));
            Committing commits = committing.get();
            while (!stopped.get()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL_TIMEOUT);
                if (!records.isEmpty()) {
                    sink.accept(records);
                    commits.handled(consumer);
                }
            }
            consumer.commitSync();
        }
    }

    /** Or what was handled since the last commit would be handled again by the next owner. */
    private record CommitWhenRevoked(KafkaConsumer<?, ?> consumer) implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            consumer.commitSync();
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            // They begin at the committed offset.
        }
    }

    private static void awaitEnd(Future<?> loop) {
        try {
            loop.get(SECONDS_TO_STOP, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            throw new IllegalStateException("a loop failed", failure);
        }
    }
}
