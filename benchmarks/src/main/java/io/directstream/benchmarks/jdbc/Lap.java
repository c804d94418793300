/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.jdbc;

import io.directstream.BatchListener;
import io.directstream.PartitionBatch;
import io.directstream.consumer.Deserializers;
import io.directstream.consumer.KafkaClientFactory;
import io.directstream.jdbc.LedgerPolicy;
import io.directstream.offset.OffsetStoreFactory;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategies;
import io.directstream.stream.BatchOptions;
import io.directstream.stream.BatchOutcome;
import io.directstream.stream.BatchResult;
import io.directstream.stream.DirectStream;
import io.directstream.stream.StreamDefinition;
import io.directstream.stream.StreamObserver;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.StreamServices;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** One stream that writes a whole topic to the database, from its first batch to the end of its last. */
final class Lap implements StreamObserver {

    private static final String STREAM = "bench";

    private static final int WORKERS = 2;

    private static final long TIMEOUT_MINUTES = 5;

    private final Database database;

    private final long records;

    private final AtomicLong began = new AtomicLong();

    private final AtomicLong written = new AtomicLong();

    private final AtomicLong batches = new AtomicLong();

    private final CountDownLatch end = new CountDownLatch(1);

    private volatile long endedAt;

    Lap(Database database, long records) {
        this.database = database;
        this.records = records;
    }

    /** How many nanoseconds it took. */
    long run(Way way, String bootstrapServers, String topic, String group, int batchSize) throws InterruptedException {
        BatchOptions defaults = BatchOptions.DEFAULT;
        StreamOptions options = StreamOptions.of(STREAM, group)
                .withConcurrency(WORKERS)
                .withBatch(new BatchOptions(batchSize, defaults.maxBytes(), defaults.history()));
        StreamServices services = StreamServices.of(new KafkaClientFactory(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), group))
                .withObserver(this)
                .withOffsetStore(store(way, group));
        BatchListener<byte[], byte[]> listener = this::write;
        StreamDefinition<byte[], byte[]> definition = new StreamDefinition<>(
                ConsumerStrategies.subscribe(List.of(topic)),
                LocationStrategies.preferConsistent(),
                Location.UNKNOWN,
                new Deserializers<>(ByteArrayDeserializer::new, ByteArrayDeserializer::new),
                listener);
        try (DirectStream<byte[], byte[]> stream = DirectStream.create(options, definition, services)) {
            stream.start();
            if (!end.await(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException(
                        "%s wrote %d of %d records".formatted(way.word(), written.get(), records));
            }
        }
        if (database.rows() != records) {
            throw new IllegalStateException(
                    "%s left %d rows of %d records".formatted(way.word(), database.rows(), records));
        }
        return endedAt - began.get();
    }

    /** In how many batches it was done. */
    long batches() {
        return batches.get();
    }

    @Override
    public void batchFinished(BatchResult result) {
        if (result.outcome() == BatchOutcome.COMPLETED) {
            batches.incrementAndGet();
            if (written.addAndGet(result.records()) == records) {
                endedAt = System.nanoTime();
                end.countDown();
            }
        }
    }

    private void write(PartitionBatch<byte[], byte[]> batch) {
        began.compareAndSet(0, System.nanoTime());
        database.write(batch);
    }

    private OffsetStoreFactory store(Way way, String group) {
        return switch (way) {
            case INSERTS -> context -> database.nothingStored();
            case JDBC -> database.stores().forStream(STREAM, group, new LedgerPolicy.Off());
            case JDBC_LEDGER -> database.stores().forStream(STREAM, group, new LedgerPolicy.Kept(null));
        };
    }
}
