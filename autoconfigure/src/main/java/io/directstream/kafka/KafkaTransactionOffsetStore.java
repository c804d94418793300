/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import io.directstream.offset.Committer;
import io.directstream.offset.GroupOffsets;
import io.directstream.offset.OffsetStoreException;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import io.directstream.offset.TransactionalOffsetStore;
import io.directstream.offset.UnitOfWork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps offsets as the committed offsets of the stream's consumer group, in the Kafka transaction of the listener's output.
 *
 * <p>The fence is the group's generation. What the group knows of this member is taken first, then it is asked whether each
 * partition is still owned here: so the generation sent with the offsets is never newer than the ownership. If a partition
 * went to another instance before the broker got the offsets, its generation is newer and the broker refuses them; if it
 * went after that, the new owner's look-up waits until this transaction has ended, and finds its offsets if it was committed.
 *
 * <p>When the outcome of a commit is not known, the partitions count as unknown here: the next range of theirs is refused
 * before its listener runs, and what the group tells then decides.
 */
final class KafkaTransactionOffsetStore implements TransactionalOffsetStore {

    private final Committer committer;

    private final OutputTransactions transactions;

    /** Where the last range of each partition ended; partitions of which that is not known are missing. */
    private final Map<TopicPartition, StoredOffset> accepted = new ConcurrentHashMap<>();

    private volatile boolean closed;

    KafkaTransactionOffsetStore(Committer committer, OutputTransactions transactions) {
        this.committer = committer;
        this.transactions = transactions;
    }

    @Override
    public String name() {
        return "kafka-transaction";
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.IS_THE_GROUP, Trait.STORES_WHOLE_RANGES);
    }

    @Override
    public CompletionStage<Map<TopicPartition, StoredOffset>> load(String stream, Set<TopicPartition> partitions) {
        return GroupOffsets.loadEach(committer, partitions).thenApply(stored -> {
            accepted.keySet().removeAll(partitions);
            accepted.putAll(stored);
            return stored;
        });
    }

    /** Commits outside of any transaction, as positions are that were chosen. */
    @Override
    public CompletionStage<List<StoreOutcome>> store(List<StorableRange> ranges) {
        List<CompletableFuture<StoreOutcome>> outcomes = new ArrayList<>(ranges.size());
        for (StorableRange range : ranges) {
            outcomes.add(commit(range).toCompletableFuture());
        }
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                .thenApply(
                        done -> outcomes.stream().map(CompletableFuture::join).toList());
    }

    @Override
    public List<StoreOutcome> storeWith(List<StorableRange> ranges, UnitOfWork work) throws Exception {
        StoreOutcome outcome = check(ranges);
        if (outcome == StoreOutcome.STORED) {
            outcome = inTransaction(ranges, work);
        }
        return Collections.nCopies(ranges.size(), outcome);
    }

    @Override
    public void close() {
        closed = true;
        accepted.clear();
        transactions.close();
    }

    private CompletionStage<StoreOutcome> commit(StorableRange range) {
        StoreOutcome outcome = check(List.of(range));
        if (outcome != StoreOutcome.STORED) {
            return CompletableFuture.completedStage(outcome);
        }
        accepted.put(range.topicPartition(), end(range));
        return committer.commit(range.topicPartition(), GroupOffsets.of(range), range.epoch());
    }

    private StoreOutcome inTransaction(List<StorableRange> ranges, UnitOfWork work) throws Exception {
        try (OutputTransaction transaction = transactions.begin()) {
            work.run();
            return store(ranges, transaction);
        }
    }

    private StoreOutcome store(List<StorableRange> ranges, OutputTransaction transaction) {
        // Before the look at the ownership, never after it: see above.
        ConsumerGroupMetadata group = group();
        StoreOutcome outcome = check(ranges);
        if (outcome != StoreOutcome.STORED) {
            return outcome;
        }
        try {
            transaction.send(offsets(ranges), group);
        } catch (RuntimeException failure) {
            return notCommitted(ranges, transaction, failure);
        }
        try {
            transaction.commit();
        } catch (RuntimeException failure) {
            if (TransactionFailure.of(failure) != TransactionFailure.OUTPUT) {
                ranges.forEach(range -> accepted.remove(range.topicPartition()));
            }
            return notCommitted(ranges, transaction, failure);
        }
        ranges.forEach(range -> accepted.put(range.topicPartition(), end(range)));
        return StoreOutcome.STORED;
    }

    private ConsumerGroupMetadata group() {
        try {
            return committer.group();
        } catch (IllegalStateException none) {
            throw new OffsetStoreException("the range cannot be stored now: " + none.getMessage(), none);
        }
    }

    /** Who lost a partition hears that; an outage is waited for; and what was sent, or took too long, is the listener's. */
    private StoreOutcome notCommitted(
            List<StorableRange> ranges, OutputTransaction transaction, RuntimeException failure) {
        if (ranges.stream().anyMatch(range -> !isOwned(range))) {
            return StoreOutcome.FENCED;
        }
        throw transaction.notCommitted(failure);
    }

    /** One refusal is everybody's, since nothing is stored then. */
    private StoreOutcome check(List<StorableRange> ranges) {
        for (StorableRange range : ranges) {
            StoreOutcome outcome = closed || !isOwned(range)
                    ? StoreOutcome.FENCED
                    : range.outcomeAfter(accepted.get(range.topicPartition()));
            if (outcome != StoreOutcome.STORED) {
                return outcome;
            }
        }
        return StoreOutcome.STORED;
    }

    private boolean isOwned(StorableRange range) {
        return committer.owns(range.topicPartition(), range.epoch());
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(List<StorableRange> ranges) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        ranges.forEach(range -> offsets.put(range.topicPartition(), GroupOffsets.of(range)));
        return offsets;
    }

    private static StoredOffset end(StorableRange range) {
        return new StoredOffset(range.range().untilOffset(), null, null);
    }
}
