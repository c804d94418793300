/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.core.log.LogAccessor;
import org.springframework.kafka.support.KafkaUtils;
import org.springframework.kafka.support.serializer.DeserializationException;
import org.springframework.kafka.support.serializer.SerializationUtils;

/** Looks into records on behalf of listeners. */
final class Records {

    private static final LogAccessor LOG = new LogAccessor(Records.class);

    private Records() {}

    /** The record in messages: {@code record orders-0@42}. */
    static String name(ConsumerRecord<?, ?> each) {
        return "record " + each.topic() + '-' + each.partition() + '@' + each.offset();
    }

    /**
     * Throws for the first record whose {@code ErrorHandlingDeserializer} put its failure into a header instead of throwing
     * it.
     */
    static void refuseUndeserialized(List<? extends ConsumerRecord<?, ?>> records) {
        for (ConsumerRecord<?, ?> each : records) {
            refuse(each, "key", each.key(), KafkaUtils.KEY_DESERIALIZER_EXCEPTION_HEADER);
            refuse(each, "value", each.value(), KafkaUtils.VALUE_DESERIALIZER_EXCEPTION_HEADER);
        }
    }

    private static void refuse(ConsumerRecord<?, ?> each, String part, @Nullable Object value, String header) {
        Header failure = value == null ? each.headers().lastHeader(header) : null;
        if (failure != null) {
            DeserializationException cause = SerializationUtils.getExceptionFromHeader(each, header, LOG);
            if (cause != null) {
                DeserializationExceptionOrigin origin =
                        part.equals("key") ? DeserializationExceptionOrigin.KEY : DeserializationExceptionOrigin.VALUE;
                throw unreadable(
                        each, origin, "the %s of %s could not be deserialized".formatted(part, name(each)), cause);
            }
        }
    }

    /** A failure of a record before its listener was called, as Kafka itself names such a record. */
    static RecordDeserializationException unreadable(
            ConsumerRecord<?, ?> each, DeserializationExceptionOrigin origin, String message, Throwable cause) {
        return new RecordDeserializationException(
                origin,
                new TopicPartition(each.topic(), each.partition()),
                each.offset(),
                each.timestamp(),
                each.timestampType(),
                null,
                null,
                each.headers(),
                message,
                cause);
    }
}
