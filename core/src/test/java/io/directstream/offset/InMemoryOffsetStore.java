/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps offsets in memory, for tests; and the output that listeners write to it, which becomes visible with them. A stream
 * gets it by an {@link OffsetStoreFactory}: {@code context -> offsets.reopen()}.
 */
public final class InMemoryOffsetStore implements TransactionalOffsetStore {

    private final Memory memory;

    private volatile boolean closed;

    /** Begins empty. */
    public InMemoryOffsetStore() {
        this(new Memory(new HashMap<>(), new ArrayList<>(), new ThreadLocal<>()));
    }

    private InMemoryOffsetStore(Memory memory) {
        this.memory = memory;
    }

    /** The same memory as the next start finds it, or another instance; open, though this one may be closed. */
    public InMemoryOffsetStore reopen() {
        return new InMemoryOffsetStore(memory);
    }

    /** Writes output, inside the listener's unit of work if the thread runs one. */
    public void write(Object output) {
        List<Object> uncommitted = memory.unit().get();
        if (uncommitted != null) {
            uncommitted.add(output);
            return;
        }
        synchronized (memory) {
            memory.output().add(output);
        }
    }

    /** The output that became visible, in the order in which it did. */
    public List<Object> written() {
        synchronized (memory) {
            return List.copyOf(memory.output());
        }
    }

    /** What is stored. */
    public Map<TopicPartition, StoredOffset> stored() {
        synchronized (memory) {
            return Map.copyOf(memory.offsets());
        }
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.KEEPS_TOPIC_IDS);
    }

    @Override
    public CompletionStage<Map<TopicPartition, StoredOffset>> load(String stream, Set<TopicPartition> partitions) {
        Map<TopicPartition, StoredOffset> found = new HashMap<>(stored());
        found.keySet().retainAll(partitions);
        return CompletableFuture.completedStage(found);
    }

    @Override
    public CompletionStage<List<StoreOutcome>> store(List<StorableRange> ranges) {
        return CompletableFuture.completedStage(ranges.stream()
                .map(range -> storeAll(List.of(range), List.of()).get(0))
                .toList());
    }

    @Override
    public List<StoreOutcome> storeWith(List<StorableRange> ranges, UnitOfWork work) throws Exception {
        List<Object> output = new ArrayList<>();
        memory.unit().set(output);
        try {
            work.run();
        } finally {
            memory.unit().remove();
        }
        return storeAll(ranges, output);
    }

    @Override
    public void close() {
        closed = true;
    }

    /** One refusal is everybody's, since nothing is stored then. */
    private List<StoreOutcome> storeAll(List<StorableRange> ranges, List<Object> output) {
        synchronized (memory) {
            for (StorableRange range : ranges) {
                StoreOutcome outcome = closed
                        ? StoreOutcome.FENCED
                        : range.outcomeAfter(memory.offsets().get(range.topicPartition()));
                if (outcome != StoreOutcome.STORED) {
                    return Collections.nCopies(ranges.size(), outcome);
                }
            }
            ranges.forEach(range -> memory.offsets().put(range.topicPartition(), range.toStored()));
            memory.output().addAll(output);
            return Collections.nCopies(ranges.size(), StoreOutcome.STORED);
        }
    }

    /**
     * What several stores share; its own monitor guards it.
     *
     * @param unit what the thread's unit of work wrote so far
     */
    private record Memory(
            Map<TopicPartition, StoredOffset> offsets, List<Object> output, ThreadLocal<List<Object>> unit) {}
}
