/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import io.directstream.Progress;
import io.directstream.offset.ListenerTransactions;
import io.directstream.offset.OffsetStore;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import io.directstream.offset.TransactionalOffsetStore;
import io.directstream.offset.UnitOfWork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;

/**
 * The ranges of a bounded stream and how far each is, in the place of an offset store: nothing outlives the stream. Safe for
 * use by several threads.
 */
final class GivenRanges implements TransactionalOffsetStore {

    private final ListenerTransactions transactions;

    private final ReentrantLock lock = new ReentrantLock();

    private final List<RangeOutcome> outcomes = new ArrayList<>();

    /** The range of each partition that is read at the moment, as its place among all. */
    private final Map<TopicPartition, Integer> current = new HashMap<>();

    private boolean closed;

    GivenRanges(ListenerTransactions transactions) {
        this.transactions = transactions;
    }

    /** Takes over what is to be read. */
    void given(List<OffsetRange> ranges) {
        locked(() -> ranges.forEach(range -> outcomes.add(RangeOutcome.waiting(range))));
    }

    /**
     * Begins with the next range of each partition that has one.
     *
     * @return up to where each partition is to be read; empty if there are no more ranges
     */
    Map<TopicPartition, Long> next() {
        Map<TopicPartition, Long> until = new HashMap<>();
        locked(() -> {
            current.clear();
            for (int i = 0; i < outcomes.size(); i++) {
                RangeOutcome outcome = outcomes.get(i);
                TopicPartition partition = outcome.range().topicPartition();
                if (outcome.state() == RangeOutcome.State.WAITING && !current.containsKey(partition)) {
                    current.put(partition, i);
                    outcomes.set(i, outcome.running(outcome.position(), 0));
                    until.put(partition, outcome.range().untilOffset());
                }
            }
        });
        return until;
    }

    /** Those of the current ranges of which more is to come. */
    Set<TopicPartition> open() {
        Set<TopicPartition> open = new HashSet<>();
        locked(() -> current.forEach((partition, index) -> {
            if (!outcomes.get(index).isOver()) {
                open.add(partition);
            }
        }));
        return open;
    }

    /** The current range of the partition was delivered as a whole. */
    void completed(TopicPartition partition) {
        end(partition, RangeOutcome::completed);
    }

    /** The current range of the partition is not delivered any further. */
    void failed(TopicPartition partition, String reason) {
        end(partition, outcome -> outcome.failed(reason));
    }

    /** Nothing more is delivered. */
    void cancelled() {
        locked(() -> outcomes.replaceAll(outcome -> outcome.isOver() ? outcome : outcome.cancelled()));
    }

    List<RangeOutcome> outcomes() {
        lock.lock();
        try {
            return List.copyOf(outcomes);
        } finally {
            lock.unlock();
        }
    }

    /** How far they are as a whole. */
    Progress progress() {
        List<RangeOutcome> all = outcomes();
        return new Progress(
                (int) all.stream()
                        .filter(outcome -> outcome.state() == RangeOutcome.State.COMPLETED)
                        .count(),
                all.size(),
                all.stream()
                        .mapToLong(
                                outcome -> outcome.position() - outcome.range().fromOffset())
                        .sum(),
                all.stream().mapToLong(outcome -> outcome.range().count()).sum(),
                all.stream().mapToLong(RangeOutcome::records).sum());
    }

    @Override
    public String name() {
        return BoundedStream.NO_STORE;
    }

    /** So that nothing is mirrored to the group, or looked up there. */
    @Override
    public Set<OffsetStore.Trait> traits() {
        return Set.of(OffsetStore.Trait.IS_THE_GROUP);
    }

    @Override
    public CompletionStage<Map<TopicPartition, StoredOffset>> load(String stream, Set<TopicPartition> partitions) {
        Map<TopicPartition, StoredOffset> found = new HashMap<>();
        locked(() -> current.forEach((partition, index) -> {
            if (partitions.contains(partition)) {
                found.put(partition, new StoredOffset(outcomes.get(index).position(), null, null));
            }
        }));
        return CompletableFuture.completedStage(found);
    }

    @Override
    public CompletionStage<List<StoreOutcome>> store(List<StorableRange> ranges) {
        return CompletableFuture.completedStage(delivered(ranges));
    }

    @Override
    public List<StoreOutcome> storeWith(List<StorableRange> ranges, UnitOfWork work) throws Exception {
        transactions.run(work);
        return delivered(ranges);
    }

    @Override
    public void close() {
        locked(() -> closed = true);
        transactions.close();
    }

    private List<StoreOutcome> delivered(List<StorableRange> ranges) {
        lock.lock();
        try {
            if (closed) {
                return Collections.nCopies(ranges.size(), StoreOutcome.FENCED);
            }
            for (StorableRange range : ranges) {
                Integer index = current.get(range.topicPartition());
                if (index != null) {
                    RangeOutcome outcome = outcomes.get(index);
                    long records = outcome.records() + range.records();
                    outcomes.set(index, outcome.running(range.range().untilOffset(), records));
                }
            }
            return Collections.nCopies(ranges.size(), StoreOutcome.STORED);
        } finally {
            lock.unlock();
        }
    }

    private void end(TopicPartition partition, UnaryOperator<RangeOutcome> change) {
        locked(() -> {
            Integer index = current.get(partition);
            if (index != null && !outcomes.get(index).isOver()) {
                outcomes.set(index, change.apply(outcomes.get(index)));
            }
        });
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }
}
