/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.BatchListener;
import io.directstream.consumer.ByteBudget;
import io.directstream.consumer.ClientFactory;
import io.directstream.consumer.ConsumerCache;
import io.directstream.consumer.FetcherPool;
import io.directstream.consumer.ReadListener;
import io.directstream.offset.OffsetStore;
import io.directstream.strategy.LocationStrategy;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Puts the parts of a stream together; each part is told only what it needs. */
final class StreamAssembly<K, V> {

    private final StreamOptions options;

    private final StreamDefinition<K, V> definition;

    private final StreamServices services;

    private final AtomicReference<@Nullable ReadListener> readListener = new AtomicReference<>();

    private final Reading reading;

    private final MemberParts parts;

    private final StreamRuntime<K, V> runtime;

    private final StreamMember member;

    StreamAssembly(StreamOptions options, StreamDefinition<K, V> definition, StreamServices services) {
        checkLocation(definition.locationStrategy());
        this.options = options;
        this.definition = definition;
        this.services = services;
        this.reading = assembleReading();
        CommitQueue commits = new CommitQueue(options.name(), reading.table(), services.clock());
        OffsetStore store = services.offsetStore().create(commits);
        StreamEvents events = new StreamEvents(options.name(), services.observer());
        this.parts = assembleParts(commits, store, events);
        StreamStatistics statistics = new StreamStatistics(options.batch().history(), services.clock());
        FailureHandler failures =
                new FailureHandler(options, reading, statistics, parts.positions()::load, services.clock());
        this.runtime = new StreamRuntime<>(
                options,
                (BatchListener<K, V>) definition.listener(),
                reading.table(),
                reading.cache(),
                reading.budget(),
                store,
                failures,
                statistics,
                events);
        this.member = new StreamMember(options, services.clients(), parts, services.clock());
    }

    ClientFactory clients() {
        return services.clients();
    }

    Reading reading() {
        return reading;
    }

    MemberParts parts() {
        return parts;
    }

    StreamRuntime<K, V> runtime() {
        return runtime;
    }

    StreamMember member() {
        return member;
    }

    /** One per worker; made here, so that wrong settings stop the start. */
    List<RecordDeserializer<K, V>> deserializers() {
        return Stream.generate(() -> new RecordDeserializer<>(definition.deserializers()))
                .limit(options.concurrency())
                .toList();
    }

    private Reading assembleReading() {
        PartitionTable table = new PartitionTable(services.clock());
        ByteBudget budget = new ByteBudget(
                options.prefetch().maxBytes(), () -> table.ready().wakeAllWorkers());
        FetcherPool.Source source = new FetcherPool.Source(
                services.clients(), definition.consumerStrategy().consumerProperties(), services.clock());
        FetcherPool fetchers = new FetcherPool(options.prefetch().fetchers(), source, budget, new LateReadListener());
        ConsumerCache cache = new ConsumerCache(options.groupId(), options.cache(), fetchers, budget, services.clock());
        return new Reading(table, cache, fetchers, budget);
    }

    private MemberParts assembleParts(CommitQueue commits, OffsetStore store, StreamEvents events) {
        MemberTasks tasks = new MemberTasks(services.clock());
        LeaderOffsets offsets = new LeaderOffsets(services.clock());
        TopicWatch topics =
                new TopicWatch(options.name(), definition.consumerStrategy(), services.clients(), services.clock());
        StartingPositions starting =
                new StartingPositions(definition.consumerStrategy(), options.offsets(), offsets, topics::cameLater);
        PositionLoader positions = new PositionLoader(options.name(), reading, store, starting, tasks, events);
        readListener.set(new ReadFailures(options, reading, positions, tasks));
        return new MemberParts(
                definition.consumerStrategy(),
                reading,
                commits,
                positions,
                topics,
                new LogEnds(options.name(), reading.table(), offsets, services.clock()),
                new StallWatch(options, reading, services.clock()),
                tasks,
                events,
                new AtomicReference<>());
    }

    private static void checkLocation(LocationStrategy location) {
        if (!(location instanceof LocationStrategy.PreferConsistent)) {
            throw new IllegalArgumentException(
                    "location strategy " + location.type()
                            + " is not available yet: it needs the assignor that places partitions on replicas; use PreferConsistent");
        }
    }

    /** Fetchers are made before the parts that their records lead to, and polled after. */
    private final class LateReadListener implements ReadListener {

        @Override
        public void recordsArrived(List<TopicPartition> partitions) {
            listener().recordsArrived(partitions);
        }

        @Override
        public void readFailed(TopicPartition partition, RuntimeException cause) {
            listener().readFailed(partition, cause);
        }

        @Override
        public void fetcherFailed(String clientId, RuntimeException cause) {
            listener().fetcherFailed(clientId, cause);
        }

        private ReadListener listener() {
            return java.util.Objects.requireNonNull(readListener.get());
        }
    }
}
