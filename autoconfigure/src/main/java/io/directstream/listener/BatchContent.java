/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.HasOffsetRanges;
import io.directstream.PartitionBatch;
import io.directstream.listener.ListenerSignature.Argument;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.kafka.support.KafkaNull;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.kafka.support.converter.ConversionException;
import org.springframework.kafka.support.converter.MessagingMessageConverter;
import org.springframework.kafka.support.converter.RecordMessageConverter;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Makes the message from which the arguments of a listener method are resolved, as spring-kafka does for its batch
 * listeners; unlike there, a payload that could not be converted is never silently null.
 */
final class BatchContent {

    private static final Message<?> NOTHING = new GenericMessage<>(KafkaNull.INSTANCE);

    private final ListenerSignature signature;

    private final BatchMessageConverter converter;

    private final RecordMessageConverter recordConverter;

    BatchContent(ListenerSignature signature, BatchMessageConverter converter) {
        this.signature = signature;
        this.converter = converter;
        this.recordConverter =
                Optional.ofNullable(converter.getRecordMessageConverter()).orElseGet(MessagingMessageConverter::new);
    }

    Message<?> message(PartitionBatch<Object, Object> batch, List<ConsumerRecord<Object, Object>> records) {
        Message<?> message = content(records);
        return signature.takes(Argument.OFFSET_RANGES) ? withRanges(message, batch) : message;
    }

    /** A message without content, for a method that takes a batch as it is. */
    static Message<?> of(HasOffsetRanges batch) {
        return withRanges(NOTHING, batch);
    }

    private static Message<?> withRanges(Message<?> message, HasOffsetRanges batch) {
        return MessageBuilder.fromMessage(message)
                .setHeader(OffsetRangesArgumentResolver.HEADER, batch.offsetRanges())
                .build();
    }

    private Message<?> content(List<ConsumerRecord<Object, Object>> records) {
        if (signature.takes(Argument.PAYLOADS) || signature.takes(Argument.MESSAGE)) {
            return converted(records);
        }
        Message<?> headers =
                signature.takes(Argument.HEADER) || signature.takes(Argument.OTHER) ? converted(records) : NOTHING;
        if (signature.takes(Argument.RECORDS)) {
            return withPayload(records, headers);
        }
        return signature.takes(Argument.MESSAGES) ? withPayload(messages(records), headers) : headers;
    }

    private static Message<?> withPayload(Object payload, Message<?> headers) {
        return MessageBuilder.withPayload(payload)
                .copyHeaders(headers.getHeaders())
                .build();
    }

    private List<Message<?>> messages(List<ConsumerRecord<Object, Object>> records) {
        List<Message<?>> messages = new ArrayList<>(records.size());
        for (ConsumerRecord<Object, Object> each : records) {
            try {
                messages.add(recordConverter.toMessage(each, null, null, signature.payloadType()));
            } catch (ConversionException failure) {
                throw Records.unreadable(
                        each,
                        DeserializationExceptionOrigin.VALUE,
                        Records.name(each) + " could not be converted",
                        failure);
            }
        }
        return messages;
    }

    private Message<?> converted(List<ConsumerRecord<Object, Object>> records) {
        Message<?> message = converter.toMessage(List.copyOf(records), null, null, signature.payloadType());
        if (!signature.asksForFailures()) {
            refuseFailures(records, message);
        }
        return message;
    }

    private static void refuseFailures(List<ConsumerRecord<Object, Object>> records, Message<?> message) {
        if (message.getHeaders().get(KafkaHeaders.CONVERSION_FAILURES) instanceof List<?> failures) {
            for (int index = 0; index < failures.size(); index++) {
                if (failures.get(index) instanceof Exception failure) {
                    throw Records.unreadable(
                            records.get(index),
                            DeserializationExceptionOrigin.VALUE,
                            "%s could not be converted; a listener that takes the header %s gets null instead"
                                    .formatted(Records.name(records.get(index)), KafkaHeaders.CONVERSION_FAILURES),
                            failure);
                }
            }
        }
    }
}
