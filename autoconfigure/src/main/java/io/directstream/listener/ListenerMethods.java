/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.CanCommitOffsets;
import io.directstream.Listener;
import io.directstream.listener.ListenerSignature.Argument;
import io.directstream.stream.StreamOptions;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.core.MethodParameter;
import org.springframework.kafka.annotation.KafkaListenerAnnotationBeanPostProcessor;
import org.springframework.kafka.annotation.KafkaListenerConfigurer;
import org.springframework.kafka.config.KafkaListenerEndpointRegistrar;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.messaging.handler.invocation.HandlerMethodArgumentResolver;

/**
 * Turns listener methods into batch listeners that are called with the argument resolvers, the validator and the
 * conversions that the application's other Kafka listeners are called with. Adds one resolver to those, for
 * {@code List<OffsetRange>}, and replaces none.
 */
public final class ListenerMethods implements KafkaListenerConfigurer {

    private final Supplier<KafkaListenerAnnotationBeanPostProcessor<?, ?>> processor;

    private final Supplier<BatchMessageConverter> converter;

    private final HandlerMethodArgumentResolver offsetRanges = new OffsetRangesArgumentResolver();

    /**
     * Asks for its collaborators when the first listener is registered.
     *
     * @param processor the application's processor of listener annotations
     * @param converter makes payloads of records
     */
    public ListenerMethods(
            Supplier<KafkaListenerAnnotationBeanPostProcessor<?, ?>> processor,
            Supplier<BatchMessageConverter> converter) {
        this.processor = processor;
        this.converter = converter;
    }

    @Override
    public void configureKafkaListeners(KafkaListenerEndpointRegistrar registrar) {
        List<HandlerMethodArgumentResolver> resolvers = new ArrayList<>(registrar.getCustomMethodArgumentResolvers());
        resolvers.add(offsetRanges);
        registrar.setCustomMethodArgumentResolvers(resolvers.toArray(HandlerMethodArgumentResolver[]::new));
    }

    /**
     * The listener that calls the given method.
     *
     * @param options the settings of its stream
     * @param commits what it may commit through
     * @throws ListenerRefusedException if the method cannot be called with the stream's batches
     */
    Listener<Object, Object> adapter(Object bean, Method method, StreamOptions options, CanCommitOffsets commits) {
        ListenerSignature signature = ListenerSignature.of(bean, method, this::isResolvedByTheApplication);
        ListenerFit.check(signature, options, ListenerRefusedException.describe(method));
        ListenerCall call = new ListenerCall(
                processor.get().getMessageHandlerMethodFactory().createInvocableHandlerMethod(bean, method),
                options.groupId());
        CommitArguments commitArguments = new CommitArguments(signature, commits);
        return signature.takes(Argument.STREAM_BATCH)
                ? new StreamListenerAdapter(call, commitArguments)
                : new RangeListenerAdapter(
                        call, signature, new BatchContent(signature, converter.get()), commitArguments);
    }

    /** A handler method factory of the application's own brings resolvers that cannot be asked. */
    private boolean isResolvedByTheApplication(MethodParameter parameter) {
        KafkaListenerEndpointRegistrar registrar = processor.get().getEndpointRegistrar();
        return registrar.getMessageHandlerMethodFactory() == null
                ? registrar.getCustomMethodArgumentResolvers().stream()
                        .anyMatch(resolver -> resolver.supportsParameter(parameter))
                : parameter.hasParameterAnnotations();
    }
}
