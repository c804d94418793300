/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.BatchListener;
import io.directstream.Listener;
import io.directstream.StreamBatchListener;
import io.directstream.consumer.Deserializers;
import io.directstream.consumer.KafkaClientFactory;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategies;
import io.directstream.stream.DirectStream;
import io.directstream.stream.StreamDefinition;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.StreamServices;
import io.directstream.stream.Trigger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A stream of this project with two workers, its settings the defaults unless said otherwise. */
final class DirectStreams implements Contender {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final UnaryOperator<StreamOptions> settings;

    private final Function<RecordSink, Listener<byte[], byte[]>> listener;

    private DirectStreams(
            UnaryOperator<StreamOptions> settings, Function<RecordSink, Listener<byte[], byte[]>> listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /** Each partition goes on by itself. */
    static DirectStreams continuous() {
        return new DirectStreams(UnaryOperator.identity(), DirectStreams::eachPartition);
    }

    /** What came in a second, of each partition. */
    static DirectStreams perSecond() {
        return new DirectStreams(DirectStreams::perSecond, DirectStreams::eachPartition);
    }

    /** All partitions in one batch, visited one after the other. */
    static DirectStreams batch() {
        return new DirectStreams(UnaryOperator.identity(), DirectStreams::visiting);
    }

    /** All partitions in one batch, several at once. */
    static DirectStreams parallelBatch() {
        return new DirectStreams(UnaryOperator.identity(), DirectStreams::mapping);
    }

    /** What came in a second in one batch of all partitions, which are visited one after the other. */
    static DirectStreams batchPerSecond() {
        return new DirectStreams(DirectStreams::perSecond, DirectStreams::visiting);
    }

    @Override
    public Running start(Target target, RecordSink sink) {
        StreamOptions options =
                settings.apply(StreamOptions.of("bench", target.group()).withConcurrency(Target.THREADS));
        StreamDefinition<byte[], byte[]> definition = new StreamDefinition<>(
                ConsumerStrategies.subscribe(List.of(target.topic())),
                LocationStrategies.preferConsistent(),
                Location.UNKNOWN,
                new Deserializers<>(ByteArrayDeserializer::new, ByteArrayDeserializer::new),
                listener.apply(sink));
        Map<String, Object> properties = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
        StreamServices services = StreamServices.of(new KafkaClientFactory(properties, target.group()))
                .withObserver(new BatchTimes(sink));
        DirectStream<byte[], byte[]> stream = DirectStream.create(options, definition, services);
        stream.start();
        return stream::close;
    }

    private static StreamOptions perSecond(StreamOptions options) {
        return options.withTrigger(new Trigger.Interval(INTERVAL));
    }

    private static Listener<byte[], byte[]> eachPartition(RecordSink sink) {
        BatchListener<byte[], byte[]> each = sink::accept;
        return each;
    }

    private static Listener<byte[], byte[]> visiting(RecordSink sink) {
        StreamBatchListener<byte[], byte[]> all = batch -> batch.forEachPartition(sink::accept);
        return all;
    }

    private static Listener<byte[], byte[]> mapping(RecordSink sink) {
        StreamBatchListener<byte[], byte[]> all = batch -> batch.mapPartitions(partition -> {
            sink.accept(partition);
            return partition.recordCount();
        });
        return all;
    }
}
