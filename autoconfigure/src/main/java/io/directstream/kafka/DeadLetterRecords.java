/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import io.directstream.RangeAddress;
import io.directstream.stream.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * What is sent of dead letters: the record as it was fetched, with headers that say where it comes from and why. They are
 * those of spring-kafka's dead letters, so that what reads those reads these, and the range's address besides.
 */
final class DeadLetterRecords {

    /** Longer messages are cut, so that a letter is not much larger than its record. */
    private static final int MESSAGE_LENGTH = 1_000;

    private final String group;

    DeadLetterRecords(String group) {
        this.group = group;
    }

    /**
     * The record to be sent.
     *
     * @param partition the partition it goes to; null if its key decides that
     */
    ProducerRecord<Object, Object> of(DeadLetter letter, @Nullable Integer partition) {
        ConsumerRecord<byte[], byte[]> failed = letter.record();
        Headers headers = new RecordHeaders(letter.headers());
        replace(headers, RangeAddress.HEADER, letter.address().toString());
        replace(headers, RangeAddress.ATTEMPT_HEADER, String.valueOf(letter.attempt()));
        replace(headers, KafkaHeaders.DLT_ORIGINAL_TOPIC, failed.topic());
        replace(headers, KafkaHeaders.DLT_ORIGINAL_PARTITION, bytes(failed.partition()));
        replace(headers, KafkaHeaders.DLT_ORIGINAL_OFFSET, bytes(failed.offset()));
        replace(headers, KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, bytes(failed.timestamp()));
        replace(
                headers,
                KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE,
                failed.timestampType().toString());
        replace(headers, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, group);
        addCause(headers, letter.cause());
        return new ProducerRecord<>(
                letter.topic(), partition, null, new Raw(failed.key()), new Raw(failed.value()), headers);
    }

    private static void addCause(Headers headers, Throwable failure) {
        replace(headers, KafkaHeaders.DLT_EXCEPTION_FQCN, failure.getClass().getName());
        replace(headers, KafkaHeaders.DLT_EXCEPTION_MESSAGE, message(failure));
        headers.remove(KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN);
        Throwable cause = failure.getCause();
        if (cause != null) {
            replace(
                    headers,
                    KafkaHeaders.DLT_EXCEPTION_CAUSE_FQCN,
                    cause.getClass().getName());
        }
    }

    private static String message(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.length() <= MESSAGE_LENGTH ? message : message.substring(0, MESSAGE_LENGTH) + "...";
    }

    private static byte[] bytes(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    private static void replace(Headers headers, String name, String value) {
        replace(headers, name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A dead letter that fails again does not pile up headers. */
    private static void replace(Headers headers, String name, byte[] value) {
        headers.remove(name);
        headers.add(name, value);
    }
}
