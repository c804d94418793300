/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.testing;

import io.directstream.BatchListener;
import io.directstream.Listener;
import io.directstream.StreamBatchListener;
import io.directstream.consumer.Deserializers;
import io.directstream.consumer.KafkaClientFactory;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategies;
import io.directstream.strategy.LocationStrategy;
import io.directstream.stream.Backoff;
import io.directstream.stream.DirectStream;
import io.directstream.stream.FailurePolicy;
import io.directstream.stream.StreamDefinition;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.StreamServices;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Starts streams of strings against a broker, with settings that make tests quick. */
public final class StreamHarness {

    private final String bootstrapServers;

    /** Starts streams against the given broker. */
    public StreamHarness(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Options with a short back-off, for a stream with a group of its own. */
    public static StreamOptions options(String group) {
        return StreamOptions.of("orders", group)
                .withConcurrency(2)
                .withFailure(new FailurePolicy(
                        4,
                        new Backoff(Duration.ofMillis(50), 1.0, Duration.ofMillis(50)),
                        new FailurePolicy.WhenExhausted.Stop()));
    }

    /** Makes and starts a stream. */
    public DirectStream<String, String> start(
            StreamOptions options, ConsumerStrategy strategy, BatchListener<String, String> listener) {
        return start(options, strategy, listener, Map.of());
    }

    /** Makes and starts a stream with Kafka consumer properties of its own. */
    public DirectStream<String, String> start(
            StreamOptions options,
            ConsumerStrategy strategy,
            BatchListener<String, String> listener,
            Map<String, Object> properties) {
        DirectStream<String, String> stream =
                DirectStream.create(options, definition(strategy, listener), services(options, properties));
        stream.start();
        return stream;
    }

    /** Makes and starts a stream whose partitions go on together. */
    public DirectStream<String, String> startTogether(
            StreamOptions options, ConsumerStrategy strategy, StreamBatchListener<String, String> listener) {
        DirectStream<String, String> stream =
                DirectStream.create(options, definition(strategy, listener), services(options, Map.of()));
        stream.start();
        return stream;
    }

    /** What a stream of strings does. */
    public static StreamDefinition<String, String> definition(
            ConsumerStrategy strategy, Listener<String, String> listener) {
        return definition(strategy, new Deserializers<>(StringDeserializer::new, StringDeserializer::new), listener);
    }

    /** What a stream does that makes its strings in its own way. */
    public static StreamDefinition<String, String> definition(
            ConsumerStrategy strategy, Deserializers<String, String> strings, Listener<String, String> listener) {
        return new StreamDefinition<>(
                strategy, LocationStrategies.preferConsistent(), Location.UNKNOWN, strings, listener);
    }

    /** What a stream of strings does on an instance that is somewhere. */
    public static StreamDefinition<String, String> definition(
            ConsumerStrategy strategy, LocationStrategy location, Location at, Listener<String, String> listener) {
        return new StreamDefinition<>(
                strategy,
                location,
                at,
                new Deserializers<>(StringDeserializer::new, StringDeserializer::new),
                listener);
    }

    /** What a stream is built on. */
    public StreamServices services(StreamOptions options, Map<String, Object> properties) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 1_000);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 200);
        config.putAll(properties);
        return StreamServices.of(new KafkaClientFactory(config, options.groupId()));
    }
}
