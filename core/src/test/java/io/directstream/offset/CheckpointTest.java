/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import io.directstream.OffsetRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint store of the stream orders in a directory of the test's own. */
abstract class CheckpointTest {

    static final TopicPartition P0 = new TopicPartition("orders", 0);

    static final TopicPartition P1 = new TopicPartition("orders", 1);

    static final Uuid TOPIC_ID = new Uuid(1, 2);

    static final TopicShape SHAPE = new TopicShape(8, "0123abcd");

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    CheckpointOffsetStore store;

    @BeforeEach
    final void openStore() {
        store = open("orders", "billing-orders", PATIENCE);
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    final void reopen() {
        store.close();
        openStore();
    }

    final CheckpointOffsetStore open(String stream, String group, Duration patience) {
        return new CheckpointOffsetStore(
                directory, new OffsetStoreContext(stream, group, new FakeCommitter()), patience);
    }

    final void begin(TopicPartition partition, long offset) {
        store(StorableRange.position(partition, offset, 5, TOPIC_ID, SHAPE));
    }

    final StoreOutcome store(StorableRange range) {
        return answer(store.store(List.of(range)).toCompletableFuture()).get(0);
    }

    final Map<TopicPartition, StoredOffset> load(TopicPartition... partitions) {
        return answer(store.load("orders", Set.of(partitions)).toCompletableFuture());
    }

    final @Nullable Long plannedUntil(TopicPartition partition) {
        StoredOffset stored = load(partition).get(partition);
        return stored == null ? null : stored.plannedUntil();
    }

    final Path folder() {
        return directory.resolve("orders");
    }

    final Path file(TopicPartition partition) {
        return folder().resolve(partition.topic() + '-' + partition.partition() + ".checkpoint");
    }

    static StorableRange range(TopicPartition partition, long from, long until) {
        OffsetRange range = OffsetRange.create(partition, from, until);
        return new StorableRange(
                StorableRange.Kind.RANGE,
                range,
                5,
                TOPIC_ID,
                3,
                1_780_000_000_000L,
                (int) range.count(),
                1,
                SHAPE,
                null);
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static <T> T answer(CompletableFuture<T> answer) {
        return answer.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
