/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.BatchListener;
import io.directstream.Listener;
import io.directstream.OffsetRange;
import io.directstream.StreamBatchListener;
import io.directstream.read.RangeReads;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.LocationStrategy;
import io.directstream.stream.StreamOptions;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/**
 * Streams in code: creates streams without an annotated method, after Spark's {@code KafkaUtils.createDirectStream}, and
 * finds those there are.
 *
 * <p>A created stream is a container in spring-kafka's listener registry, as that of an annotated method: it starts and
 * stops with the application and is seen by endpoints, health and meters. Connection, security and deserializers come from
 * {@code spring.kafka}; of the keys under {@code direct-stream.streams.<name>} those apply that options and strategies do
 * not decide, such as {@code auto-startup} and {@code bootstrap-servers}. Safe for use by several threads.
 *
 * <p>A lambda needs the type of its parameter, from which follow the types of keys and values and which kind of listener it
 * is: {@code (PartitionBatch<String, Order> batch) -> ...}.
 */
@SuppressWarnings("overloads")
public final class DirectStreams {

    private final StreamPlans plans;

    private final DirectStreamContainerFactory factory;

    private final ObjectProvider<KafkaListenerEndpointRegistry> registry;

    private final DirectStreamContainers containers;

    private final ReentrantLock creating = new ReentrantLock();

    /** Puts streams into the given registry. */
    public DirectStreams(
            StreamPlans plans,
            DirectStreamContainerFactory factory,
            ObjectProvider<KafkaListenerEndpointRegistry> registry) {
        this.plans = plans;
        this.factory = factory;
        this.registry = registry;
        this.containers = new DirectStreamContainers(registry);
    }

    /**
     * Creates a stream whose partitions advance each by itself. It starts with the application, or at once if that is
     * running, unless auto-startup is off.
     *
     * @throws IllegalStateException if there is a listener of this name
     * @throws RuntimeException if the stream cannot run so; the message says what to change
     */
    public <K, V> DirectStreamContainer create(
            ConsumerStrategy consumerStrategy,
            LocationStrategy locationStrategy,
            BatchListener<K, V> listener,
            StreamOptions options) {
        return register(consumerStrategy, locationStrategy, listener, options);
    }

    /**
     * Creates a stream whose partitions advance together. It starts with the application, or at once if that is running,
     * unless auto-startup is off.
     *
     * @throws IllegalStateException if there is a listener of this name
     * @throws RuntimeException if the stream cannot run so; the message says what to change
     */
    public <K, V> DirectStreamContainer create(
            ConsumerStrategy consumerStrategy,
            LocationStrategy locationStrategy,
            StreamBatchListener<K, V> listener,
            StreamOptions options) {
        return register(consumerStrategy, locationStrategy, listener, options);
    }

    /**
     * The stream of the given name, created or annotated.
     *
     * @throws IllegalArgumentException if there is none
     */
    public DirectStreamContainer stream(String name) {
        return containers
                .find(name)
                .orElseThrow(() -> new IllegalArgumentException("there is no stream '%s'; there are %s"
                        .formatted(
                                name,
                                containers.all().stream()
                                        .map(DirectStreamContainer::getStreamName)
                                        .toList())));
    }

    /**
     * Reads given ranges with the settings of a stream: its brokers and their security, its deserializers, its concurrency and
     * read timeout. The stream itself is not concerned.
     *
     * @throws IllegalArgumentException if there is no such stream
     */
    @SuppressWarnings("unchecked")
    public <K, V> RangeReads<K, V> reads(String stream) {
        return (RangeReads<K, V>) stream(stream).reads();
    }

    /**
     * Has the listener of a stream get ranges once more, beside the stream itself: whether it runs or not, its group and its
     * stored offsets stay as they are. One replay of a stream runs at a time; a stop of the stream cancels it.
     *
     * @throws IllegalArgumentException if there is no such stream, or the ranges cannot be read
     * @throws IllegalStateException if a replay of this stream runs
     * @throws io.directstream.read.RangeReadException if the brokers do not tell what their logs hold
     */
    public Replay replay(String stream, List<OffsetRange> ranges) {
        return stream(stream).replays().start(ranges);
    }

    /** A stream that cannot start leaves nothing behind, so that its creation can be tried again. */
    private void startOrWithdraw(
            DirectStreamContainer container, StreamPlan plan, KafkaListenerEndpointRegistry endpoints) {
        try {
            container.start();
        } catch (RuntimeException ex) {
            endpoints.unregisterListenerContainer(container.getStreamName());
            plans.withdraw(plan);
            throw ex;
        }
    }

    /** The engine hands a listener what the deserializers make, whatever types it was declared with. */
    @SuppressWarnings("unchecked")
    private DirectStreamContainer register(
            ConsumerStrategy consumerStrategy,
            LocationStrategy locationStrategy,
            Listener<?, ?> listener,
            StreamOptions options) {
        KafkaListenerEndpointRegistry endpoints = registry.getObject();
        creating.lock();
        try {
            String name = options.name();
            if (endpoints.getListenerContainer(name) != null) {
                throw new IllegalStateException(
                        "there is a listener '%s' already; give the stream another name".formatted(name));
            }
            StreamPlan plan = plans.plan(options, consumerStrategy, locationStrategy);
            DirectStreamContainer container =
                    new DirectStreamContainer(plan, commits -> (Listener<Object, Object>) listener);
            endpoints.registerListenerContainer(new CreatedStreamEndpoint(container), factory);
            if (endpoints.isRunning() && container.isAutoStartup()) {
                startOrWithdraw(container, plan, endpoints);
            }
            return container;
        } finally {
            creating.unlock();
        }
    }
}
