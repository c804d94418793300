/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.assignor.PlacedBy;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What is known of this instance in its group. Written by the member's thread, read by any.
 *
 * <p>An instance that stood still for longer than the session timeout, because its process was stopped or its memory was
 * collected, was dropped by the group meanwhile and does not know. So was one that the group refuses, as it may not use it any
 * more. What it would deliver until it is told, others have delivered already, or deliver again; so it is in doubt until it
 * joined again.
 */
final class Membership {

    private final StreamClock clock;

    private final long sessionTimeoutNanos;

    private volatile @Nullable String memberId;

    private volatile @Nullable ConsumerGroupMetadata group;

    private volatile Map<TopicPartition, PlacedBy> placedBy = Map.of();

    private volatile @Nullable Handover lastHandover;

    private volatile long lastTurn;

    private volatile boolean doubted;

    private volatile boolean lost;

    Membership(long sessionTimeoutMs, StreamClock clock) {
        this.clock = clock;
        this.sessionTimeoutNanos = TimeUnit.MILLISECONDS.toNanos(sessionTimeoutMs);
        this.lastTurn = clock.nanoTime();
    }

    /**
     * The member's thread is at work.
     *
     * @return whether it was not for so long that the group may have gone on without this instance
     */
    boolean turn() {
        long now = clock.nanoTime();
        boolean late = isLate(now) && memberId != null;
        if (late) {
            doubted = true;
        }
        lastTurn = now;
        return late;
    }

    /** The group refused this instance. */
    void refused() {
        doubted = memberId != null;
    }

    /** Whether the group may have dropped this instance without its knowledge. */
    boolean isInDoubt() {
        return doubted || isLate(clock.nanoTime());
    }

    private boolean isLate(long now) {
        return now - lastTurn > sessionTimeoutNanos;
    }

    /** The member as the group knows it after a poll; what the poll took away is not owned any more by then. */
    void published(ConsumerGroupMetadata metadata) {
        group = metadata;
    }

    /**
     * The member as the group knew it after the last poll.
     *
     * @throws IllegalStateException if it did not join
     */
    ConsumerGroupMetadata group() {
        ConsumerGroupMetadata published = group;
        if (published == null) {
            throw new IllegalStateException("this instance is not a member of its group");
        }
        return published;
    }

    void joined(String id) {
        memberId = id;
        doubted = false;
        lost = false;
    }

    /** The group went on without this instance, which joins it again. */
    void lost() {
        lost = true;
    }

    /** Whether it is a member no more, and not again. */
    boolean isLost() {
        return lost;
    }

    void left() {
        memberId = null;
        lost = false;
        group = null;
        placedBy = Map.of();
    }

    void placed(Map<TopicPartition, PlacedBy> why) {
        placedBy = Map.copyOf(why);
    }

    void handedOver(Handover handover) {
        lastHandover = handover;
    }

    /** The member's id in the group; null while it has none. */
    @Nullable
    String memberId() {
        return memberId;
    }

    /** Why partitions are here, as of the last rebalance; those of which that is not known are missing. */
    Map<TopicPartition, PlacedBy> placedBy() {
        return placedBy;
    }

    /** How partitions last left this instance; null if none did. */
    @Nullable
    Handover lastHandover() {
        return lastHandover;
    }
}
