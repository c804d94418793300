/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.PropertyResolver;
import org.springframework.kafka.annotation.KafkaListenerAnnotationBeanPostProcessor.AnnotationEnhancer;
import org.springframework.kafka.annotation.RetryableTopic;
import org.springframework.kafka.retrytopic.RetryTopicConfiguration;
import org.springframework.util.StringUtils;

/**
 * Refuses what spring-kafka would otherwise do silently to the listener of a stream. It looks at the annotations before
 * spring-kafka does, because retry topics pass by the container factory that a listener names: the stream would become an
 * ordinary listener without a word.
 */
public final class StreamListenerCheck implements AnnotationEnhancer {

    private static final Map<String, String> WITHOUT_EFFECT = Map.of(
            "errorHandler", "Remove it: a failed range is delivered again, see failure of the stream.",
            "filter", "Remove it and skip records in the listener.",
            "contentTypeConverter", "Remove it and declare a RecordMessageConverter bean.",
            "containerPostProcessor", "Remove it; see the settings of the stream.",
            "ackMode",
                    "Remove it: a range is stored when the listener has returned; see offsets.commit of the stream for commits by hand.",
            "clientIdPrefix", "Remove it: client ids are made from the group and the stream.",
            "info", "Remove it; the listener can take an OffsetRange or a PartitionBatch.");

    private final ObjectProvider<RetryTopicConfiguration> retryTopics;

    private final PropertyResolver placeholders;

    /**
     * Asks for its collaborators when a listener is found.
     *
     * @param retryTopics the application's retry topics
     * @param placeholders resolves placeholders in annotations
     */
    public StreamListenerCheck(ObjectProvider<RetryTopicConfiguration> retryTopics, PropertyResolver placeholders) {
        this.retryTopics = retryTopics;
        this.placeholders = placeholders;
    }

    @Override
    public Map<String, Object> apply(Map<String, Object> attributes, AnnotatedElement element) {
        String factory = placeholders.resolvePlaceholders(String.valueOf(attributes.get("containerFactory")));
        if (factory.contains(DirectStreamContainerFactory.BEAN_NAME)) {
            check(attributes, element, ListenerRefusedException.describe(element));
        }
        return attributes;
    }

    private void check(Map<String, Object> attributes, AnnotatedElement element, String name) {
        if (!(element instanceof Method method)) {
            throw new ListenerRefusedException(
                    name, "the whole class is annotated", "Annotate one method with @DirectStreamListener.");
        }
        if (AnnotatedElementUtils.hasAnnotation(method, RetryableTopic.class)) {
            throw new ListenerRefusedException(
                    name,
                    "it has @RetryableTopic, which would make an ordinary listener of it",
                    "Remove @RetryableTopic: a failed range is delivered again, see failure of the stream.");
        }
        String[] topics = Stream.of((String[]) attributes.getOrDefault("topics", new String[0]))
                .map(placeholders::resolvePlaceholders)
                .toArray(String[]::new);
        if (retryTopics.stream().anyMatch(retry -> retry.hasConfigurationForTopics(topics))) {
            throw new ListenerRefusedException(
                    name,
                    "the application's retry topics include it, which would make an ordinary listener of it",
                    "Switch spring.kafka.retry.topic.enabled off, or exclude the stream's topics from your"
                            + " RetryTopicConfiguration and name them on the listener: @KafkaListener(id = ..., topics = ..., "
                            + "containerFactory = \"" + DirectStreamContainerFactory.BEAN_NAME + "\").");
        }
        WITHOUT_EFFECT.forEach((attribute, wayOut) -> {
            if (StringUtils.hasText(String.valueOf(attributes.get(attribute)))) {
                throw new ListenerRefusedException(
                        name,
                        "its annotation has %s = \"%s\", which has no effect on a stream"
                                .formatted(attribute, attributes.get(attribute)),
                        wayOut);
            }
        });
        if ("false".equals(attributes.get("batch"))) {
            throw new ListenerRefusedException(
                    name,
                    "its annotation has batch = \"false\", and a stream delivers batches",
                    "Remove the attribute and take a List.");
        }
    }
}
