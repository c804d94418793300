/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import io.directstream.offset.OffsetStore;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.UnitOfWork;
import io.directstream.stream.UncommittedRanges.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores ranges when the listener says so. Requests for one partition reach the store in the order of their offsets, never
 * go back and never beyond what was delivered; one for a range that is still with its listener waits until the listener has
 * returned.
 */
final class ManualCommits implements Storing {

    private static final Logger log = LoggerFactory.getLogger(ManualCommits.class);

    private final String stream;

    private final UncommittedRanges uncommitted;

    private final OffsetStore store;

    private final StoreMeter meter;

    private final StoreAnswers answers;

    private final StreamEvents events;

    /** Keeps questions to the table and what follows from them, per partition, in one order. */
    private final ReentrantLock lock = new ReentrantLock();

    /** The outcome of the newest request per partition, null once it is stored, else why it is not. */
    private final Map<TopicPartition, CompletableFuture<@Nullable String>> newest = new HashMap<>();

    private final Map<TopicPartition, List<Held>> held = new HashMap<>();

    ManualCommits(
            String stream,
            UncommittedRanges uncommitted,
            OffsetStore store,
            StoreMeter meter,
            StoreAnswers answers,
            StreamEvents events) {
        this.stream = stream;
        this.uncommitted = uncommitted;
        this.store = store;
        this.meter = meter;
        this.answers = answers;
        this.events = events;
    }

    @Override
    public @Nullable CompletionStage<List<StoreOutcome>> deliverAndStore(
            List<StorableRange> ranges, UnitOfWork listener) throws Exception {
        listener.run();
        return null;
    }

    /** Commits everything up to the ends of these ranges; the callback, if there is one, hears of these and no others. */
    void commit(Collection<OffsetRange> ranges, @Nullable OffsetCommitCallback callback) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        ranges.forEach(range -> ends.merge(range.topicPartition(), range.untilOffset(), Math::max));
        Map<TopicPartition, CompletableFuture<@Nullable String>> outcomes = ask(ends);
        CompletableFuture.allOf(outcomes.values().toArray(CompletableFuture[]::new))
                .whenComplete((done, failure) -> tell(ends, outcomes, callback));
    }

    @Override
    public void finished(PlannedRange planned) {
        TopicPartition partition = planned.partition();
        List<Held> waiting = take(partition);
        if (!planned.isOwed()) {
            lock.lock();
            try {
                uncommitted.owedByNobody(partition).ifPresent(range -> {
                    newest.put(partition, new CompletableFuture<>());
                    store(List.of(range));
                });
            } finally {
                lock.unlock();
            }
        }
        for (Held request : waiting) {
            Objects.requireNonNull(ask(Map.of(partition, request.until())).get(partition))
                    .thenAccept(request.outcome()::complete);
        }
    }

    @Override
    public void unfinished(PlannedRange planned, String why) {
        take(planned.partition()).forEach(request -> request.outcome().complete(why));
    }

    private Map<TopicPartition, CompletableFuture<@Nullable String>> ask(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, CompletableFuture<@Nullable String>> outcomes = new HashMap<>();
        List<StorableRange> storable = new ArrayList<>();
        lock.lock();
        try {
            ends.forEach((partition, until) -> {
                Verdict verdict = uncommitted.ask(partition, until);
                if (verdict instanceof Verdict.Store toStore) {
                    storable.add(toStore.range());
                }
                outcomes.put(partition, outcome(partition, until, verdict));
            });
            if (!storable.isEmpty()) {
                store(storable);
            }
        } finally {
            lock.unlock();
        }
        return outcomes;
    }

    private CompletableFuture<@Nullable String> outcome(TopicPartition partition, long until, Verdict verdict) {
        if (verdict instanceof Verdict.Refused refused) {
            return CompletableFuture.completedFuture(refused.why());
        }
        if (verdict instanceof Verdict.Stored) {
            return CompletableFuture.completedFuture(null);
        }
        if (verdict instanceof Verdict.Running) {
            Held request = new Held(until, new CompletableFuture<>());
            held.computeIfAbsent(partition, key -> new ArrayList<>()).add(request);
            return request.outcome();
        }
        if (verdict instanceof Verdict.Store) {
            newest.put(partition, new CompletableFuture<>());
        }
        return Objects.requireNonNull(newest.get(partition), "an offset was submitted without a request");
    }

    /** Called with the lock held, so that the store sees requests in order. */
    private void store(List<StorableRange> ranges) {
        List<CompletableFuture<@Nullable String>> waiting = ranges.stream()
                .map(range -> Objects.requireNonNull(newest.get(range.topicPartition())))
                .toList();
        meter.store(store, ranges).whenComplete((outcomes, failure) -> {
            List<@Nullable String> reasons = answers.answered(ranges, outcomes, failure);
            for (int i = 0; i < waiting.size(); i++) {
                waiting.get(i).complete(reasons.get(i));
            }
        });
    }

    private List<Held> take(TopicPartition partition) {
        lock.lock();
        try {
            List<Held> waiting = held.remove(partition);
            return waiting == null ? List.of() : waiting;
        } finally {
            lock.unlock();
        }
    }

    private void tell(
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, CompletableFuture<@Nullable String>> outcomes,
            @Nullable OffsetCommitCallback callback) {
        Map<TopicPartition, OffsetAndMetadata> stored = new HashMap<>();
        Map<String, String> refused = new TreeMap<>();
        ends.forEach((partition, until) -> {
            String why = Objects.requireNonNull(outcomes.get(partition)).join();
            if (why == null) {
                stored.put(partition, new OffsetAndMetadata(until));
            } else {
                refused.put(partition + " up to " + until, why);
            }
        });
        String message = "stream '" + stream + "' did not commit " + refused;
        if (!refused.isEmpty()) {
            log.info("{}", message);
        }
        if (callback != null) {
            Exception failure = refused.isEmpty() ? null : new CommitFailedException(message);
            events.call(() -> callback.onComplete(stored, failure));
        }
    }

    private record Held(long until, CompletableFuture<@Nullable String> outcome) {}
}
