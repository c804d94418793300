/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.listener.ListenerDeclaration.Kind;
import java.lang.reflect.Method;
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

/**
 * Makes the containers of streams. With {@code @KafkaListener(id = "orders", containerFactory =
 * "directStreamContainerFactory", ...)} an existing batch listener becomes a stream: its group stays, and so does what it reads, and its
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
        if (endpoint instanceof CreatedStreamEndpoint created) {
            return created.container();
        }
        MethodKafkaListenerEndpoint<?, ?> listener = methodOf(endpoint);
        String name = ListenerRefusedException.describe(listener.getMethod());
        StreamPlan plan = plans.plan(declaration(listener, name));
        return new DirectStreamContainer(
                plan, commits -> methods.adapter(listener.getBean(), listener.getMethod(), plan.options(), commits));
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

    private static ListenerDeclaration declaration(MethodKafkaListenerEndpoint<?, ?> listener, String name) {
        Method method = listener.getMethod();
        return new ListenerDeclaration(
                String.valueOf(listener.getId()),
                AnnotatedElementUtils.hasAnnotation(method, DirectStreamListener.class)
                        ? Kind.DIRECT_STREAM_LISTENER
                        : Kind.KAFKA_LISTENER,
                name,
                listener.getGroupId(),
                AnnotatedSource.of(listener, name),
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
