/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.Listener;
import io.directstream.consumer.ByteBudget;
import io.directstream.consumer.ClientFactory;
import io.directstream.consumer.ConsumerCache;
import io.directstream.consumer.FetcherPool;
import io.directstream.consumer.ReadListener;
import io.directstream.consumer.RecordDeserializer;
import io.directstream.consumer.SingleUseFetchers;
import io.directstream.offset.OffsetStore;
import io.directstream.offset.OffsetStoreContext;
import io.directstream.offset.TransactionalOffsetStore;
import io.directstream.offset.WriteAheadOffsetStore;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    private final Planning planning;

    private final BatchLimits limits;

    private final Membership membership;

    private final Reading reading;

    private final Optional<ManualCommits> manualCommits;

    private final MemberParts parts;

    private final StreamRuntime<K, V> runtime;

    private final Purpose purpose;

    StreamAssembly(StreamOptions options, StreamDefinition<K, V> definition, StreamServices services, Purpose purpose) {
        this.options = options;
        this.purpose = purpose;
        this.definition = definition;
        this.services = services;
        this.planning = Planning.of(options.trigger(), definition.listener());
        this.limits = BatchLimits.of(options, planning);
        OptionChecks.check(options, definition);
        OptionChecks.check(options, services.deadLetters());
        this.membership = new Membership(sessionTimeoutMs(), services.clock());
        this.reading = assembleReading();
        CommitQueue commits =
                new CommitQueue(options.name(), reading.table(), planning.isTogether(), membership, services.clock());
        OffsetStore store =
                services.offsetStore().create(new OffsetStoreContext(options.name(), options.groupId(), commits));
        closeUnlessRight(store);
        StreamEvents events = new StreamEvents(options.name(), services.observer());
        Mirror mirror = new Mirror(options, store, commits);
        this.parts = assembleParts(commits, store, mirror, events);
        StreamStatistics statistics = new StreamStatistics(options.batch().history(), services.clock());
        RangeEnds.Reporting reporting = new RangeEnds.Reporting(statistics, events);
        FailureHandler failures = new FailureHandler(
                options, search(store), reading, reporting, parts.positions()::load, services.clock());
        StoreAnswers answers = new StoreAnswers(store.name(), reading.table(), failures, mirror);
        Storing storing = storing(store, answers, events);
        this.manualCommits = storing instanceof ManualCommits manual ? Optional.of(manual) : Optional.empty();
        storing = store instanceof WriteAheadOffsetStore ahead ? new StoringWriteAhead(ahead, storing) : storing;
        RangeEnds ends = new RangeEnds(options, reading, storing, answers, failures, reporting);
        this.runtime = new StreamRuntime<>(
                options,
                purpose,
                limits,
                reading,
                store,
                storing,
                ends,
                statistics,
                new Disposer(options, services.deadLetters()),
                services.interceptor());
    }

    /** Nobody takes given ranges away from an instance that stands still. */
    private long sessionTimeoutMs() {
        return purpose == Purpose.FOLLOW
                ? services.clients()
                        .sessionTimeoutMs(definition.consumerStrategy().consumerProperties())
                : Long.MAX_VALUE;
    }

    /** A store that the options do not fit is given back, with what it holds. */
    private void closeUnlessRight(OffsetStore store) {
        try {
            OptionChecks.check(options, store);
        } catch (IllegalArgumentException refused) {
            store.close();
            throw refused;
        }
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

    Listener<K, V> listener() {
        return definition.listener();
    }

    /** Empty if ranges are stored without being asked for. */
    Optional<ManualCommits> manualCommits() {
        return manualCommits;
    }

    /** A member of the stream's group. */
    StreamMember member() {
        return new StreamMember(options, services.clients(), parts, services.clock());
    }

    /** One per worker; made here, so that wrong settings stop the start. */
    List<RecordDeserializer<K, V>> deserializers() {
        return Stream.generate(() -> new RecordDeserializer<>(definition.deserializers()))
                .limit(options.concurrency())
                .toList();
    }

    private Reading assembleReading() {
        // The budget is there before the workers that it wakes.
        AtomicReference<@Nullable ReadyQueue> ready = new AtomicReference<>();
        ByteBudget budget = new ByteBudget(
                options.prefetch().maxBytes(),
                options.batch().maxRecords(),
                () -> Objects.requireNonNull(ready.get()).wakeAllWorkers());
        StoreWindow window = StoreWindow.of(options.offsets().commit(), planning);
        PartitionTable table =
                new PartitionTable(limits, window, budget, options.concurrency(), membership, services.clock());
        ready.set(table.ready());
        FetcherPool.Source source = new FetcherPool.Source(
                services.clients(), definition.consumerStrategy().consumerProperties(), services.clock());
        ReadListener listener = new LateReadListener();
        FetcherPool fetchers = options.cache().enabled()
                ? new FetcherPool(options.prefetch().fetchers(), source, budget, listener)
                : new SingleUseFetchers(source, budget, listener);
        ConsumerCache cache = new ConsumerCache(options.groupId(), options.cache(), fetchers, budget, services.clock());
        return new Reading(table, cache, fetchers, budget, planning);
    }

    private RecordSearch search(OffsetStore store) {
        boolean possible = !planning.isTogether() && !store.traits().contains(OffsetStore.Trait.STORES_WHOLE_RANGES);
        boolean keeps = !(store instanceof TransactionalOffsetStore)
                && !(options.offsets().commit() instanceof CommitMode.Manual);
        return new RecordSearch(options.failure(), possible, keeps);
    }

    private Storing storing(OffsetStore store, StoreAnswers answers, StreamEvents events) {
        // What becomes of given ranges is no answer of a store.
        StreamObserver told = purpose == Purpose.FOLLOW ? events : StreamObserver.NONE;
        StoreMeter meter = new StoreMeter(options.name(), told, services.clock());
        if (store instanceof TransactionalOffsetStore transactional) {
            return new StoringInTransaction(transactional, meter);
        }
        if (options.offsets().commit() instanceof CommitMode.Manual) {
            return new ManualCommits(options.name(), reading.table().uncommitted(), store, meter, answers, events);
        }
        return new StoringAfterBatch(store, meter);
    }

    private MemberParts assembleParts(CommitQueue commits, OffsetStore store, Mirror mirror, StreamEvents events) {
        MemberTasks tasks = new MemberTasks(services.clock());
        LeaderOffsets offsets = new LeaderOffsets(services.clock());
        TopicWatch topics =
                new TopicWatch(options.name(), definition.consumerStrategy(), services.clients(), services.clock());
        StartingPositions starting =
                new StartingPositions(definition.consumerStrategy(), options.offsets(), offsets, topics::cameLater);
        TopicIds topicIds = topicIds(store);
        StoredPositions stored = new StoredPositions(options.name(), store, commits, topicIds, mirror);
        PositionLoader positions = new PositionLoader(options.name(), reading, stored, starting, tasks, events);
        ReadListener failures = new ReadFailures(options, reading, positions, tasks);
        readListener.set(purpose == Purpose.FOLLOW ? failures : new ReadingToLimits(failures, reading));
        LogEnds ends = new LogEnds(options.name(), reading.table(), offsets, services.clock());
        return new MemberParts(
                definition.consumerStrategy(),
                reading,
                commits,
                positions,
                topics,
                topicIds,
                ends,
                Ticks.of(options.trigger(), reading.table(), ends, services.clock()),
                new StallWatch(options, reading, services.clock()),
                tasks,
                events,
                new MemberPlacement(definition, options.upgradeFrom()),
                membership);
    }

    /** Only stores that keep ids are worth a client that asks for them. */
    private TopicIds topicIds(OffsetStore store) {
        Map<String, Object> overrides = definition.consumerStrategy().consumerProperties();
        boolean kept = store.traits().contains(OffsetStore.Trait.KEEPS_TOPIC_IDS);
        return new TopicIds(kept ? () -> clients().admin(overrides) : null, services.clock());
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
            return Objects.requireNonNull(readListener.get());
        }
    }
}
