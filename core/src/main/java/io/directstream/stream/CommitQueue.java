/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.offset.Committer;
import io.directstream.offset.StoreOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RetriableCommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings offsets to the group. Any thread may ask; only the member's thread talks to Kafka, with explicit offsets, one
 * asynchronous commit at a time. Offsets of one partition are merged to the newest; those whose epoch ended are refused,
 * because Kafka itself fences members and not partitions and would take them.
 */
final class CommitQueue implements Committer {

    private static final Logger log = LoggerFactory.getLogger(CommitQueue.class);

    /** Between two commits, unless a partition waits for one: committing each range costs a quarter of the throughput. */
    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Ranges of so many offsets are part of a backlog, and others have work while their partition waits. */
    private static final long BACKLOG = 1_000;

    private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(2);

    private static final Duration LOOKUP_ALONE_TIMEOUT = Duration.ofSeconds(1);

    private static final Duration EXISTENCE_TIMEOUT = Duration.ofSeconds(1);

    private final PartitionTable table;

    private final boolean everyCommitWaits;

    private final Membership membership;

    private final StreamClock clock;

    private final OutageLog outages;

    private final Queue<Commit> incoming = new ConcurrentLinkedQueue<>();

    private final Queue<Lookup> lookups = new ConcurrentLinkedQueue<>();

    private final Map<TopicPartition, Pending> pending = new HashMap<>();

    private boolean inFlight;

    /** Partitions of which a second range waits, so that no third one may begin. */
    private final Set<TopicPartition> full = new HashSet<>();

    /** Whether one of them is so close to the end of its log that its next record should find it stored. */
    private boolean awaited;

    /** Whether the last commit failed in a way that a deleted topic would explain. */
    private boolean topicsInDoubt;

    private long nextAttempt;

    /**
     * Begins empty.
     *
     * @param everyCommitWaits whether somebody waits for each commit, so that none is held back to be merged with others
     */
    CommitQueue(
            String stream, PartitionTable table, boolean everyCommitWaits, Membership membership, StreamClock clock) {
        this.table = table;
        this.membership = membership;
        this.everyCommitWaits = everyCommitWaits;
        this.clock = clock;
        this.nextAttempt = clock.nanoTime();
        this.outages = new OutageLog(log, "stream " + stream + " cannot commit to its group", clock);
    }

    @Override
    public CompletionStage<Map<TopicPartition, OffsetAndMetadata>> committed(Set<TopicPartition> partitions) {
        Lookup lookup = new Lookup(partitions, new CompletableFuture<>());
        lookups.add(lookup);
        return lookup.answer();
    }

    @Override
    public CompletionStage<StoreOutcome> commit(TopicPartition partition, OffsetAndMetadata offset, long epoch) {
        CompletableFuture<StoreOutcome> outcome = new CompletableFuture<>();
        incoming.add(new Commit(partition, offset, epoch, List.of(outcome)));
        return outcome;
    }

    @Override
    public void mirror(TopicPartition partition, OffsetAndMetadata offset, long epoch) {
        incoming.add(new Commit(partition, offset, epoch, List.of()));
    }

    @Override
    public ConsumerGroupMetadata group() {
        return membership.group();
    }

    @Override
    public boolean owns(TopicPartition partition, long epoch) {
        return table.view().isCurrent(partition, epoch);
    }

    // What follows runs on the member's thread only.

    /** Whether anybody waits for an answer of the group's. */
    boolean isBusy() {
        return inFlight || !pending.isEmpty() || !incoming.isEmpty() || !lookups.isEmpty();
    }

    /** Answers the waiting look-ups, each with a short deadline; those after one that failed wait for the next turn. */
    void answerLookups(Consumer<?, ?> consumer) {
        boolean answered = true;
        while (answered && !lookups.isEmpty()) {
            Lookup lookup = lookups.remove();
            try {
                Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>();
                consumer.committed(lookup.partitions(), lookup.timeout()).forEach((partition, offset) -> {
                    if (offset != null) {
                        found.put(partition, offset);
                    }
                });
                lookup.answer().complete(found);
            } catch (RuntimeException failure) {
                lookup.answer().completeExceptionally(failure);
                answered = false;
            }
        }
    }

    /** Sends what is waiting, if it is time to. */
    void flush(Consumer<?, ?> consumer) {
        merge();
        if (inFlight || pending.isEmpty() || clock.nanoTime() - nextAttempt < 0 && !isUrgent()) {
            return;
        }
        refuseFenced();
        giveUpDeleted(consumer);
        Map<TopicPartition, Pending> sent = takePending();
        if (sent.isEmpty()) {
            return;
        }
        nextAttempt = clock.nanoTime() + INTERVAL_NANOS;
        inFlight = true;
        consumer.commitAsync(offsets(sent), (offsets, failure) -> {
            inFlight = false;
            settle(sent, failure);
        });
    }

    /**
     * Sends everything that is waiting and waits for the answer, and for the one to what was sent before.
     *
     * @return whether nothing is left to send
     */
    boolean flushNow(Consumer<?, ?> consumer, Duration timeout) {
        long deadline = clock.nanoTime() + timeout.toNanos();
        Map<TopicPartition, Pending> sent = Map.of();
        try {
            if (inFlight) {
                // It comes first: sent again after what follows, it would take the group back.
                consumer.commitSync(Map.of(), timeout);
            }
            merge();
            refuseFenced();
            giveUpDeleted(consumer);
            sent = takePending();
            if (!sent.isEmpty()) {
                Duration left = Duration.ofNanos(Math.max(0, deadline - clock.nanoTime()));
                consumer.commitSync(offsets(sent), left);
            }
            settle(sent, null);
        } catch (RuntimeException failure) {
            settle(sent, failure);
            // An unknown partition is tried again within the call, until the time is over.
            topicsInDoubt |= failure instanceof TimeoutException;
        }
        return pending.isEmpty() && !inFlight;
    }

    /** The consumer is gone, and with it the answers it still owed. */
    void consumerClosed() {
        inFlight = false;
        merge();
        refuseFenced();
    }

    /** Whether a commit failed lately, and why. */
    @Nullable
    String problem() {
        return outages.reason();
    }

    private void merge() {
        for (Commit commit = incoming.poll(); commit != null; commit = incoming.poll()) {
            add(commit.partition(), new Pending(commit.offset(), 0, commit.epoch(), commit.outcomes()));
        }
    }

    private void add(TopicPartition partition, Pending commit) {
        Pending merged = pending.merge(partition, commit, Pending::then);
        if (merged != null && merged.outcomes().size() > 1) {
            full.add(partition);
            awaited |= merged.offsets() < BACKLOG;
        }
    }

    private Map<TopicPartition, Pending> takePending() {
        Map<TopicPartition, Pending> taken = new HashMap<>(pending);
        pending.clear();
        full.clear();
        awaited = false;
        return taken;
    }

    private void refuseFenced() {
        Map<TopicPartition, Long> epochs = table.view().epochs(pending.keySet());
        pending.entrySet().removeIf(entry -> {
            Long current = epochs.get(entry.getKey());
            boolean fenced = current == null || current != entry.getValue().epoch();
            if (fenced) {
                entry.getValue().settle(StoreOutcome.FENCED);
            }
            return fenced;
        });
    }

    /** Kafka refuses a commit as a whole if one of its topics is gone, for ever: the others must not wait for that. */
    private void giveUpDeleted(Consumer<?, ?> consumer) {
        if (!topicsInDoubt || pending.isEmpty()) {
            return;
        }
        topicsInDoubt = false;
        Map<String, List<PartitionInfo>> existing;
        try {
            existing = consumer.listTopics(EXISTENCE_TIMEOUT);
        } catch (RuntimeException unknown) {
            log.debug("whether the topics of failed commits exist is not known", unknown);
            return;
        }
        boolean any = pending.entrySet().removeIf(entry -> {
            boolean gone = !TopicLookup.exists(entry.getKey(), existing);
            if (gone) {
                log.warn("{} is gone, and with it what was to be committed for it", entry.getKey());
                entry.getValue().settle(StoreOutcome.FENCED);
            }
            return gone;
        });
        if (any && pending.isEmpty()) {
            outages.recovered();
        }
    }

    private boolean isUrgent() {
        return outages.reason() == null
                && (everyCommitWaits && isAwaited()
                        || awaited
                        || table.view().waitsForStore(full)
                        || table.laggards().isAnyOf(pending.keySet()));
    }

    /** Nobody waits for a mirror. */
    private boolean isAwaited() {
        return pending.values().stream().anyMatch(commit -> !commit.outcomes().isEmpty());
    }

    private void settle(Map<TopicPartition, Pending> sent, @Nullable Exception failure) {
        if (failure == null) {
            outages.recovered();
            sent.values().forEach(committed -> committed.settle(StoreOutcome.STORED));
            return;
        }
        boolean rebalance = failure instanceof RebalanceInProgressException;
        if (!rebalance) {
            outages.failed("trying again", failure);
        }
        boolean soon =
                rebalance || failure instanceof RetriableException || failure instanceof RetriableCommitFailedException;
        topicsInDoubt = mayComeOfDeletedTopic(failure);
        nextAttempt = clock.nanoTime() + (soon ? INTERVAL_NANOS : PAUSE_AFTER_FAILURE_NANOS);
        sent.forEach((partition, older) -> {
            Pending newer = pending.put(partition, older);
            if (newer != null) {
                add(partition, newer);
            }
        });
        merge();
        refuseFenced();
    }

    /** Errors that the client does not expect have no type of their own. */
    private static boolean mayComeOfDeletedTopic(Exception failure) {
        return failure.getCause() instanceof UnknownTopicOrPartitionException
                || failure.getClass() == KafkaException.class;
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<TopicPartition, Pending> commits) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        commits.forEach((partition, commit) -> offsets.put(partition, commit.offset()));
        return offsets;
    }

    private record Commit(
            TopicPartition partition,
            OffsetAndMetadata offset,
            long epoch,
            List<CompletableFuture<StoreOutcome>> outcomes) {}

    private record Lookup(
            Set<TopicPartition> partitions, CompletableFuture<Map<TopicPartition, OffsetAndMetadata>> answer) {

        /** One alone may be blocked by an open transaction, for which nobody else should wait. */
        private Duration timeout() {
            return partitions.size() == 1 ? LOOKUP_ALONE_TIMEOUT : LOOKUP_TIMEOUT;
        }
    }

    /** The newest offset of one partition, how many offsets lie between it and the one before, and everybody who waits. */
    private record Pending(
            OffsetAndMetadata offset, long offsets, long epoch, List<CompletableFuture<StoreOutcome>> outcomes) {

        /** Of two epochs the newer one holds, whichever came last. */
        private Pending then(Pending newer) {
            if (epoch > newer.epoch) {
                newer.settle(StoreOutcome.FENCED);
                return this;
            }
            if (epoch < newer.epoch) {
                settle(StoreOutcome.FENCED);
                return newer;
            }
            List<CompletableFuture<StoreOutcome>> all = new ArrayList<>(outcomes);
            all.addAll(newer.outcomes);
            return new Pending(newer.offset, newer.offset.offset() - offset.offset(), epoch, all);
        }

        private void settle(StoreOutcome outcome) {
            outcomes.forEach(waiting -> waiting.complete(outcome));
        }
    }
}
