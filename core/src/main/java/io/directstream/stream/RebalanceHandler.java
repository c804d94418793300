/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes partitions over and hands them on. Called inside the group consumer's polls and its close, on the member's thread;
 * the only class that knows Kafka's rebalance interface.
 */
final class RebalanceHandler implements ConsumerRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(RebalanceHandler.class);

    private static final long PUMP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);

    private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(1);

    /** How long ranges may run before the brokers are asked whether their topics still exist. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final String stream;

    private final Consumer<?, ?> consumer;

    private final MemberParts parts;

    private final Duration handoverTimeout;

    private final StreamClock clock;

    RebalanceHandler(
            String stream, Consumer<?, ?> consumer, MemberParts parts, Duration handoverTimeout, StreamClock clock) {
        this.stream = stream;
        this.consumer = consumer;
        this.parts = parts;
        this.handoverTimeout = handoverTimeout;
        this.clock = clock;
    }

    /**
     * Pauses and positions every new partition at once, accepted or not: without a position of its own a partition makes
     * every poll look one up and throw, even while it is paused. The position means nothing, the group consumer never
     * fetches.
     */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        joined();
        if (!partitions.isEmpty()) {
            takeOver(partitions);
        }
        Set<TopicPartition> all = parts.reading().table().view().partitions();
        parts.membership().placed(parts.placement().placedBy(consumer, all));
    }

    /**
     * A static member that comes back gets what it had without a rebalance, even if it is on another host now. Where that
     * matters, it asks for one.
     */
    private void joined() {
        ConsumerGroupMetadata group = consumer.groupMetadata();
        boolean first = parts.membership().memberId() == null;
        parts.membership().joined(group.memberId());
        parts.reading().table().memberConfirmed();
        parts.events().rebalanced(stream);
        parts.topics().joined(consumer);
        if (first && group.groupInstanceId().isPresent() && parts.placement().dependsOnLocation()) {
            parts.tasks()
                    .execute(member -> member.enforceRebalance(
                            "static member " + group.groupInstanceId().get() + " may be on another host now"));
        }
    }

    private void takeOver(Collection<TopicPartition> partitions) {
        consumer.pause(partitions);
        partitions.forEach(partition -> consumer.seek(partition, 0));
        Set<TopicPartition> accepted =
                partitions.stream().filter(parts.strategy()::accepts).collect(Collectors.toSet());
        log.info("stream {}: assigned {}", stream, accepted);
        parts.reading().table().assign(accepted);
        parts.events().assigned(accepted);
        parts.positions().load(accepted);
    }

    /**
     * Lets running ranges finish, committing what is finished meanwhile, up to the handover timeout; then nothing of these
     * partitions is stored here any more. Those of deleted topics are given up at once, since nobody takes them over.
     */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        Set<TopicPartition> revoked = new HashSet<>(partitions);
        revoked.retainAll(parts.reading().table().view().partitions());
        if (revoked.isEmpty()) {
            return;
        }
        // Nobody else gets these before this instance has joined again, so what is committed meanwhile is of this
        // generation.
        parts.membership().published(consumer.groupMetadata());
        long began = clock.nanoTime();
        parts.reading().table().beginRevoke(revoked);
        giveUp(revoked, TopicLookup.vanished(consumer, topics(revoked), LOOKUP_TIMEOUT));
        boolean idle = pump(revoked, began + handoverTimeout.toNanos());
        boolean committed = commit(began + handoverTimeout.toNanos());
        end(revoked);
        if (revoked.isEmpty()) {
            return;
        }
        boolean complete = idle && committed;
        long millis = handedOver(revoked, began, complete ? Handover.Outcome.COMPLETE : Handover.Outcome.INCOMPLETE);
        if (complete) {
            log.info("stream {}: handed over {} in {} ms", stream, revoked, millis);
        } else {
            log.warn(
                    "stream {}: gave up {} after {} ms with ranges {}; their next owner repeats them",
                    stream,
                    revoked,
                    millis,
                    idle ? "that could not be committed" : "still running");
        }
    }

    /** The group went on without this instance: others may own the partitions already, so nothing is committed. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            log.warn("stream {}: lost {}; what was not committed is repeated by their next owners", stream, partitions);
            parts.membership().lost();
            end(new HashSet<>(partitions));
            handedOver(partitions, clock.nanoTime(), Handover.Outcome.LOST);
        }
    }

    private long handedOver(Collection<TopicPartition> partitions, long began, Handover.Outcome outcome) {
        Duration took = Duration.ofNanos(clock.nanoTime() - began);
        parts.membership().handedOver(new Handover(clock.now(), partitions.size(), took, outcome));
        return took.toMillis();
    }

    private boolean pump(Set<TopicPartition> revoked, long deadline) {
        long patientUntil = clock.nanoTime() + PATIENCE_NANOS;
        boolean asked = false;
        try {
            while (!parts.reading().table().awaitIdle(revoked, PUMP_NANOS)) {
                if (clock.nanoTime() - deadline >= 0) {
                    return false;
                }
                parts.membership().turn();
                parts.commits().flushNow(consumer, COMMIT_TIMEOUT);
                if (!asked && clock.nanoTime() - patientUntil >= 0) {
                    asked = true;
                    giveUp(revoked, deleted(topics(revoked)));
                }
            }
            return true;
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    /** Metadata may be older than the rebalance, so this asks the brokers. */
    private Set<String> deleted(Set<String> topics) {
        Set<String> deleted = new HashSet<>(topics);
        try {
            deleted.removeAll(consumer.listTopics(LOOKUP_TIMEOUT).keySet());
            return deleted;
        } catch (TimeoutException unknown) {
            log.debug("stream {}: whether topics {} exist is not known", stream, topics, unknown);
            return Set.of();
        }
    }

    private void giveUp(Set<TopicPartition> revoked, Set<String> deleted) {
        Set<TopicPartition> gone = revoked.stream()
                .filter(partition -> deleted.contains(partition.topic()))
                .collect(Collectors.toSet());
        if (!gone.isEmpty()) {
            log.warn("stream {}: {} end, because their topics were deleted", stream, gone);
            parts.topics().gone(deleted);
            end(gone);
            revoked.removeAll(gone);
        }
    }

    private static Set<String> topics(Set<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    }

    private boolean commit(long deadline) {
        boolean committed;
        do {
            committed = parts.commits().flushNow(consumer, COMMIT_TIMEOUT);
        } while (!committed && clock.nanoTime() - deadline < 0);
        return committed;
    }

    private void end(Set<TopicPartition> partitions) {
        parts.reading().drop(partitions);
        parts.events().removed(partitions);
    }
}
