/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import io.directstream.stream.DeadLetter;
import io.directstream.stream.DeadLetters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaResourceHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends the dead letters of one stream: in the transaction of the range where there is one on the thread, and with one
 * producer of its own otherwise, which is made with the first letter.
 */
final class KafkaDeadLetters implements DeadLetters {

    private final ListenerProducers listeners;

    private final DefaultKafkaProducerFactory<Object, Object> producers;

    private final DeadLetterTopics topics;

    private final DeadLetterRecords records;

    private final Duration patience;

    /**
     * Sends with the given producers.
     *
     * @param listeners by what the producer of a transaction is found
     * @param patience how long acknowledgements are waited for
     */
    KafkaDeadLetters(
            ListenerProducers listeners,
            DefaultKafkaProducerFactory<Object, Object> producers,
            DeadLetterTopics topics,
            DeadLetterRecords records,
            Duration patience) {
        this.listeners = listeners;
        this.producers = producers;
        this.topics = topics;
        this.records = records;
        this.patience = patience;
    }

    @Override
    public void send(List<DeadLetter> letters) throws Exception {
        Producer<Object, Object> producer = producer();
        long deadline = System.nanoTime() + patience.toNanos();
        List<Future<RecordMetadata>> sent = new ArrayList<>(letters.size());
        for (DeadLetter letter : letters) {
            sent.add(producer.send(records.of(letter, partition(letter))));
        }
        producer.flush();
        for (int index = 0; index < sent.size(); index++) {
            await(letters.get(index), sent.get(index), deadline);
        }
    }

    @Override
    public void close() {
        producers.destroy();
    }

    private Producer<Object, Object> producer() {
        if (TransactionSynchronizationManager.getResource(listeners) instanceof KafkaResourceHolder<?, ?> bound) {
            @SuppressWarnings("unchecked") // bound by OutputTransaction
            KafkaResourceHolder<Object, Object> holder = (KafkaResourceHolder<Object, Object>) bound;
            return holder.getProducer();
        }
        return producers.createProducer();
    }

    /** The same one where it exists. */
    private @Nullable Integer partition(DeadLetter letter) throws Exception {
        int partition = letter.record().partition();
        return partition < topics.partitions(letter.topic()) ? (Integer) partition : null;
    }

    private void await(DeadLetter letter, Future<RecordMetadata> acknowledgement, long deadline)
            throws InterruptedException {
        try {
            acknowledgement.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failure) {
            topics.forget(letter.topic());
            throw new IllegalStateException(why(letter, failure.getCause()), failure.getCause());
        } catch (TimeoutException silence) {
            topics.forget(letter.topic());
            throw new IllegalStateException(
                    "%s was not acknowledged by dead-letter topic '%s' within %d s"
                            .formatted(name(letter), letter.topic(), patience.toSeconds()),
                    silence);
        }
    }

    private static String why(DeadLetter letter, @Nullable Throwable cause) {
        if (cause instanceof RecordTooLargeException) {
            ConsumerRecord<byte[], byte[]> failed = letter.record();
            return "%s, %d bytes and its headers, is larger than dead-letter topic '%s' or the producer takes; raise max.message.bytes of the topic, and spring.kafka.producer.properties.max.request.size with it: %s"
                    .formatted(
                            name(letter),
                            Math.max(0, failed.serializedKeySize()) + Math.max(0, failed.serializedValueSize()),
                            letter.topic(),
                            cause.getMessage());
        }
        return "%s was not taken by dead-letter topic '%s': %s".formatted(name(letter), letter.topic(), cause);
    }

    private static String name(DeadLetter letter) {
        ConsumerRecord<byte[], byte[]> failed = letter.record();
        return "the record " + failed.topic() + '-' + failed.partition() + '@' + failed.offset();
    }
}
