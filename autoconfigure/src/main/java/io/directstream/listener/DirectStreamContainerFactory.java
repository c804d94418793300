/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.listener.ListenerDeclaration.Kind;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.kafka.config.KafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpoint;
import org.springframework.kafka.config.MethodKafkaListenerEndpoint;
import org.springframework.kafka.config.MultiMethodKafkaListenerEndpoint;
import org.springframework.kafka.support.TopicPartitionOffset;
import org.springframework.util.ObjectUtils;

/**
 * Makes the containers of streams. With {@code @KafkaListener(id = "orders", containerFactory =
 * "directStreamContainerFactory", ...)} an existing batch listener becomes a stream: its group and topics stay, and its
 * attributes {@code autoStartup}, {@code concurrency} and {@code properties} apply where the stream's own keys say nothing.
 */
public final class DirectStreamContainerFactory implements KafkaListenerContainerFactory<DirectStreamContainer> {

    /** The name of the bean, for the attribute {@code containerFactory}. */
    public static final String BEAN_NAME = "directStreamContainerFactory";

    private final StreamPlans plans;

    private final ListenerMethods methods;

    /** Has the given collaborators decide how a stream runs and how its listener is called. */
    public DirectStreamContainerFactory(StreamPlans plans, ListenerMethods methods) {
        this.plans = plans;
        this.methods = methods;
    }

    @Override
    public DirectStreamContainer createListenerContainer(KafkaListenerEndpoint endpoint) {
        MethodKafkaListenerEndpoint<?, ?> listener = methodOf(endpoint);
        String name = ListenerRefusedException.describe(listener.getMethod());
        refuseFixedPartitions(listener, name);
        StreamPlan plan = plans.plan(declaration(listener, name));
        return new DirectStreamContainer(
                plan,
                methods.adapter(
                        listener.getBean(), listener.getMethod(), plan.options().groupId()));
    }

    @Override
    public DirectStreamContainer createContainer(TopicPartitionOffset... topicPartitions) {
        throw withoutListener();
    }

    @Override
    public DirectStreamContainer createContainer(String... topics) {
        throw withoutListener();
    }

    @Override
    public DirectStreamContainer createContainer(Pattern topicPattern) {
        throw withoutListener();
    }

    private static UnsupportedOperationException withoutListener() {
        return new UnsupportedOperationException(
                "a stream's container is made together with its listener; annotate a method with @DirectStreamListener");
    }

    private static MethodKafkaListenerEndpoint<?, ?> methodOf(KafkaListenerEndpoint endpoint) {
        if (endpoint instanceof MethodKafkaListenerEndpoint<?, ?> listener
                && !(endpoint instanceof MultiMethodKafkaListenerEndpoint<?, ?>)) {
            return listener;
        }
        throw new ListenerRefusedException(
                "'" + endpoint.getId() + "'",
                "it is not a single method",
                "Annotate one method, not the class, with @DirectStreamListener.");
    }

    private static void refuseFixedPartitions(KafkaListenerEndpoint endpoint, String name) {
        if (endpoint.getTopicPattern() != null) {
            throw new ListenerRefusedException(
                    name,
                    "it has the topicPattern '" + endpoint.getTopicPattern() + "', which streams cannot read yet",
                    "Name the topics.");
        }
        if (!ObjectUtils.isEmpty(endpoint.getTopicPartitionsToAssign())) {
            throw new ListenerRefusedException(
                    name,
                    "it has topicPartitions, which streams cannot read yet",
                    "Name the topics, and the first offsets under starting-offsets of the stream.");
        }
    }

    private static ListenerDeclaration declaration(MethodKafkaListenerEndpoint<?, ?> listener, String name) {
        Method method = listener.getMethod();
        Collection<String> topics = listener.getTopics();
        return new ListenerDeclaration(
                String.valueOf(listener.getId()),
                AnnotatedElementUtils.hasAnnotation(method, DirectStreamListener.class)
                        ? Kind.DIRECT_STREAM_LISTENER
                        : Kind.KAFKA_LISTENER,
                name,
                listener.getGroupId(),
                topics == null ? List.of() : List.copyOf(topics),
                listener.getConcurrency(),
                listener.getAutoStartup(),
                properties(listener.getConsumerProperties()));
    }

    private static Map<String, String> properties(@Nullable Properties source) {
        return source == null
                ? Map.of()
                : source.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, source::getProperty));
    }
}
