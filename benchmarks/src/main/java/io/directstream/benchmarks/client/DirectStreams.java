/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.BatchListener;
import io.directstream.consumer.KafkaClientFactory;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.LocationStrategies;
import io.directstream.stream.Deserializers;
import io.directstream.stream.DirectStream;
import io.directstream.stream.StreamDefinition;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.StreamServices;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A stream of this project, its settings the defaults. */
final class DirectStreams implements Contender {

    @Override
    public Running start(Target target, RecordSink sink) {
        StreamOptions options = StreamOptions.of("bench", target.group()).withConcurrency(Target.THREADS);
        BatchListener<byte[], byte[]> listener = sink::accept;
        StreamDefinition<byte[], byte[]> definition = new StreamDefinition<>(
                ConsumerStrategies.subscribe(List.of(target.topic())),
                LocationStrategies.preferConsistent(),
                new Deserializers<>(ByteArrayDeserializer::new, ByteArrayDeserializer::new),
                listener);
        Map<String, Object> properties = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
        DirectStream<byte[], byte[]> stream = DirectStream.create(
                options, definition, StreamServices.of(new KafkaClientFactory(properties, target.group())));
        stream.start();
        return stream::close;
    }
}
