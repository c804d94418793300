/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.Committer;
import io.directstream.offset.StoreOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/** Commits for a group without being its member, which brokers allow only while it has none. Epochs mean nothing here. */
final class AdminCommitter implements Committer {

    private final Admin admin;

    private final String group;

    private final Patience patience;

    private final boolean stable;

    /** Waits for open transactions that may still commit offsets for the group. */
    AdminCommitter(Admin admin, String group, Patience patience) {
        this(admin, group, patience, true);
    }

    private AdminCommitter(Admin admin, String group, Patience patience, boolean stable) {
        this.admin = admin;
        this.group = group;
        this.patience = patience;
        this.stable = stable;
    }

    /** Tells what was committed so far, as the tools of Kafka do; nothing is to begin there. */
    static AdminCommitter soFar(Admin admin, String group, Patience patience) {
        return new AdminCommitter(admin, group, patience, false);
    }

    @Override
    public CompletionStage<Map<TopicPartition, OffsetAndMetadata>> committed(Set<TopicPartition> partitions) {
        ListConsumerGroupOffsetsOptions options =
                new ListConsumerGroupOffsetsOptions().requireStable(stable).timeoutMs(patience.remainingMs());
        return admin.listConsumerGroupOffsets(
                        Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)), options)
                .partitionsToOffsetAndMetadata(group)
                .toCompletionStage()
                .thenApply(AdminCommitter::known);
    }

    @Override
    public CompletionStage<StoreOutcome> commit(TopicPartition partition, OffsetAndMetadata offset, long epoch) {
        return admin.alterConsumerGroupOffsets(
                        group,
                        Map.of(partition, offset),
                        new AlterConsumerGroupOffsetsOptions().timeoutMs(patience.remainingMs()))
                .partitionResult(partition)
                .toCompletionStage()
                .handle((done, failure) -> {
                    if (failure == null) {
                        return StoreOutcome.STORED;
                    }
                    Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure;
                    if (cause instanceof UnknownMemberIdException) {
                        return StoreOutcome.FENCED;
                    }
                    throw new CompletionException(cause);
                });
    }

    @Override
    public void mirror(TopicPartition partition, OffsetAndMetadata offset, long epoch) {
        commit(partition, offset, epoch);
    }

    @Override
    public ConsumerGroupMetadata group() {
        throw new IllegalStateException("offsets of group " + group + " are moved while it has no member");
    }

    @Override
    public boolean owns(TopicPartition partition, long epoch) {
        return true;
    }

    /** The answer holds partitions without an offset too. */
    private static Map<TopicPartition, OffsetAndMetadata> known(Map<TopicPartition, OffsetAndMetadata> answer) {
        Map<TopicPartition, OffsetAndMetadata> known = new HashMap<>(answer);
        known.values().removeIf(offset -> offset == null);
        return known;
    }
}
