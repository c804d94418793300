/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.CanCommitOffsets;
import io.directstream.OffsetRange;
import io.directstream.PartitionBatch;
import io.directstream.StreamBatch;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.adapter.ConsumerRecordMetadata;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.SendTo;

/**
 * What a listener method takes. Methods that cannot be called with a batch are refused here, before anything is read.
 *
 * @param arguments the kinds of its parameters
 * @param payloadType what its list of payloads, or of messages, is converted to
 * @param asksForFailures whether it takes the header with the records that could not be converted
 */
record ListenerSignature(Set<Argument> arguments, Type payloadType, boolean asksForFailures) {

    /** What a parameter is given. */
    enum Argument {
        STREAM_BATCH,
        PARTITION_BATCH,
        COMMITS,
        ACKNOWLEDGMENT,
        OFFSET_RANGE,
        OFFSET_RANGES,
        CONSUMER_RECORDS,
        RECORDS,
        MESSAGES,
        PAYLOADS,
        MESSAGE,
        HEADER,
        OTHER
    }

    /** Each of these is made of the same message, so that a method takes at most one of them. */
    private static final Set<Argument> CONTENTS =
            EnumSet.of(Argument.RECORDS, Argument.MESSAGES, Argument.PAYLOADS, Argument.MESSAGE);

    /** What a stream batch can be taken with: whatever else there is concerns one partition. */
    private static final Set<Argument> BESIDE_STREAM_BATCH =
            EnumSet.of(Argument.STREAM_BATCH, Argument.OFFSET_RANGES, Argument.COMMITS, Argument.ACKNOWLEDGMENT);

    /** Told apart by their class alone. */
    private static final Map<Class<?>, Argument> BY_CLASS = Map.of(
            StreamBatch.class,
            Argument.STREAM_BATCH,
            PartitionBatch.class,
            Argument.PARTITION_BATCH,
            CanCommitOffsets.class,
            Argument.COMMITS,
            Acknowledgment.class,
            Argument.ACKNOWLEDGMENT,
            OffsetRange.class,
            Argument.OFFSET_RANGE,
            ConsumerRecords.class,
            Argument.CONSUMER_RECORDS,
            Message.class,
            Argument.MESSAGE);

    private static final String ONE_BY_ONE = "Take a List of them: a stream delivers batches.";

    private static final Map<Class<?>, String> REFUSED = Map.of(
            Consumer.class,
            "The stream's consumers are not for listeners: remove it.",
            ConsumerRecordMetadata.class,
            "Take List<ConsumerRecord>, which has the metadata of every record.",
            ConsumerRecord.class,
            ONE_BY_ONE);

    static ListenerSignature of(Object bean, Method method, Predicate<MethodParameter> resolvedElsewhere) {
        String name = ListenerRefusedException.describe(method);
        refuseReplies(method, name);
        if (bean instanceof ConsumerSeekAware) {
            throw new ListenerRefusedException(
                    name,
                    "its class is ConsumerSeekAware, and a stream's position follows from what is stored",
                    "Remove the interface; see starting-offsets of the stream.");
        }
        EnumSet<Argument> arguments = EnumSet.noneOf(Argument.class);
        Type payloadType = Object.class;
        boolean asksForFailures = false;
        for (MethodParameter parameter : parameters(bean, method)) {
            Argument argument = argument(parameter, name, resolvedElsewhere);
            if (CONTENTS.contains(argument)) {
                refuseSecond(arguments, name);
                payloadType = payloadType(argument, parameter);
            }
            asksForFailures |= isHeader(parameter, KafkaHeaders.CONVERSION_FAILURES);
            arguments.add(argument);
        }
        refuseBlind(arguments, name);
        refuseBesideStreamBatch(arguments, name);
        return new ListenerSignature(arguments, payloadType, asksForFailures);
    }

    boolean takes(Argument argument) {
        return arguments.contains(argument);
    }

    private static List<MethodParameter> parameters(Object bean, Method method) {
        return IntStream.range(0, method.getParameterCount())
                .mapToObj(index -> new MethodParameter(method, index).withContainingClass(bean.getClass()))
                .toList();
    }

    private static Argument argument(MethodParameter parameter, String name, Predicate<MethodParameter> elsewhere) {
        Class<?> type = parameter.getParameterType();
        REFUSED.forEach((refused, wayOut) -> {
            if (refused.isAssignableFrom(type)) {
                throw refused(parameter, name, wayOut);
            }
        });
        Argument known = BY_CLASS.get(type);
        if (known != null) {
            return known;
        }
        if (MessageHeaders.class.isAssignableFrom(type)
                || parameter.hasParameterAnnotation(Header.class)
                || parameter.hasParameterAnnotation(Headers.class)) {
            return Argument.HEADER;
        }
        Argument list = type == List.class ? listOf(ResolvableType.forMethodParameter(parameter)) : null;
        if (list == Argument.OFFSET_RANGES && !elsewhere.test(parameter)) {
            throw refused(
                    parameter, name, "Take OffsetRange: the application's own handler method factory hides ours.");
        }
        if (list != null) {
            return list;
        }
        if (elsewhere.test(parameter)) {
            return Argument.OTHER;
        }
        throw refused(parameter, name, ONE_BY_ONE);
    }

    private static Argument listOf(ResolvableType list) {
        Class<?> element = list.getGeneric(0).resolve(Object.class);
        if (element == OffsetRange.class) {
            return Argument.OFFSET_RANGES;
        }
        if (element == ConsumerRecord.class) {
            return Argument.RECORDS;
        }
        return element == Message.class ? Argument.MESSAGES : Argument.PAYLOADS;
    }

    private static Type payloadType(Argument content, MethodParameter parameter) {
        if (content == Argument.PAYLOADS) {
            return GenericTypeResolver.resolveType(parameter.getGenericParameterType(), parameter.getContainingClass());
        }
        ResolvableType element = ResolvableType.forMethodParameter(parameter).getGeneric(0);
        return content == Argument.MESSAGE
                ? element.getType()
                : element.getGeneric(0).resolve(Object.class);
    }

    private static boolean isHeader(MethodParameter parameter, String header) {
        Header annotation = parameter.getParameterAnnotation(Header.class);
        return annotation != null && annotation.value().equals(header);
    }

    private static void refuseReplies(Method method, String name) {
        boolean sendsReply = AnnotatedElementUtils.hasAnnotation(method, SendTo.class);
        if (sendsReply || method.getReturnType() != void.class) {
            throw new ListenerRefusedException(
                    name,
                    sendsReply
                            ? "it has @SendTo"
                            : "it returns " + method.getGenericReturnType().getTypeName(),
                    "Return nothing: a range is stored when the method has returned, so it must have finished by then;"
                            + " send replies from inside it.");
        }
    }

    private static void refuseSecond(Set<Argument> earlier, String name) {
        if (earlier.stream().anyMatch(CONTENTS::contains)) {
            throw new ListenerRefusedException(
                    name, "it takes the records twice", "Take one list of records, messages or payloads.");
        }
    }

    private static void refuseBlind(Set<Argument> arguments, String name) {
        EnumSet<Argument> about = EnumSet.copyOf(CONTENTS);
        about.addAll(Set.of(
                Argument.STREAM_BATCH,
                Argument.PARTITION_BATCH,
                Argument.CONSUMER_RECORDS,
                Argument.OFFSET_RANGE,
                Argument.OFFSET_RANGES));
        if (arguments.stream().noneMatch(about::contains)) {
            throw new ListenerRefusedException(
                    name,
                    "it takes no records",
                    "Take List<ConsumerRecord>, a List of payloads, PartitionBatch, StreamBatch or OffsetRange.");
        }
    }

    private static void refuseBesideStreamBatch(Set<Argument> arguments, String name) {
        if (arguments.contains(Argument.STREAM_BATCH) && !BESIDE_STREAM_BATCH.containsAll(arguments)) {
            throw new ListenerRefusedException(
                    name,
                    "it takes StreamBatch, which is about all partitions, beside what there is of one partition only",
                    "Take StreamBatch alone or with List<OffsetRange>, CanCommitOffsets and Acknowledgment; its forEachPartition has the records. Or take PartitionBatch instead.");
        }
    }

    private static ListenerRefusedException refused(MethodParameter parameter, String name, String wayOut) {
        String given = parameter.getGenericParameterType().getTypeName();
        return new ListenerRefusedException(name, "it takes the parameter '" + given + "'", wayOut);
    }
}
