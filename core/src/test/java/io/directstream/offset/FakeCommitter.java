/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** A group that commits what it is asked to. */
public final class FakeCommitter implements Committer {

    /** What it committed. */
    public final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();

    final List<String> commits = new ArrayList<>();

    final List<CompletableFuture<StoreOutcome>> open = new ArrayList<>();

    boolean answersAtOnce = true;

    StoreOutcome outcome = StoreOutcome.STORED;

    @Override
    public CompletionStage<Map<TopicPartition, OffsetAndMetadata>> committed(Set<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> found = new HashMap<>(committed);
        found.keySet().retainAll(partitions);
        return CompletableFuture.completedStage(found);
    }

    @Override
    public CompletionStage<StoreOutcome> commit(TopicPartition partition, OffsetAndMetadata offset, long epoch) {
        commits.add(partition + " in epoch " + epoch + ": " + offset);
        committed.put(partition, offset);
        CompletableFuture<StoreOutcome> answer = new CompletableFuture<>();
        open.add(answer);
        if (answersAtOnce) {
            answer(outcome);
        }
        return answer;
    }

    @Override
    public void mirror(TopicPartition partition, OffsetAndMetadata offset, long epoch) {
        committed.put(partition, offset);
    }

    @Override
    public ConsumerGroupMetadata group() {
        return new MockConsumer<byte[], byte[]>("none").groupMetadata();
    }

    @Override
    public boolean owns(TopicPartition partition, long epoch) {
        return outcome != StoreOutcome.FENCED;
    }

    void answer(StoreOutcome with) {
        open.forEach(answer -> answer.complete(with));
        open.clear();
    }
}
