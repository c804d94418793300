/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import io.directstream.OffsetRange;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Plans and stores ranges of random sizes until it is killed, and says of each when it is planned and when it is stored. As
 * the engine does it plans the next range while the one before is being stored.
 */
final class CheckpointWriter {

    static final String STREAM = "orders";

    static final String GROUP = "billing-orders";

    static final Set<TopicPartition> PARTITIONS = IntStream.range(0, 3)
            .mapToObj(partition -> new TopicPartition("orders", partition))
            .collect(Collectors.toUnmodifiableSet());

    private final CheckpointOffsetStore store;

    private final Random random = new Random();

    private CheckpointWriter(CheckpointOffsetStore store) {
        this.store = store;
    }

    public static void main(String[] arguments) {
        OffsetStoreContext context = new OffsetStoreContext(STREAM, GROUP, new FakeCommitter());
        new CheckpointWriter(new CheckpointOffsetStore(Path.of(arguments[0]), context)).run();
    }

    private void run() {
        Map<TopicPartition, StoredOffset> stored =
                store.load(STREAM, PARTITIONS).toCompletableFuture().join();
        Map<TopicPartition, Long> next = new HashMap<>();
        for (TopicPartition partition : sorted()) {
            StoredOffset begin = stored.get(partition);
            if (begin == null) {
                store.store(List.of(StorableRange.position(partition, 0, 1, null, null)))
                        .toCompletableFuture()
                        .join();
            }
            next.put(partition, step(partition, begin == null ? 0 : begin.offset(), plan(begin)));
        }
        while (true) {
            for (TopicPartition partition : sorted()) {
                next.computeIfPresent(partition, (same, from) -> step(same, from, null));
            }
        }
    }

    private long step(TopicPartition partition, long from, @Nullable Long planned) {
        long until = planned == null ? from + 1 + random.nextInt(1_000) : planned;
        OffsetRange offsets = OffsetRange.create(partition, from, until);
        StorableRange range =
                new StorableRange(StorableRange.Kind.RANGE, offsets, 1, null, null, null, 1, 1, null, null);
        store.plan(List.of(range));
        say("planned", offsets);
        store.store(List.of(range)).thenAccept(outcomes -> {
            if (outcomes.equals(List.of(StoreOutcome.STORED))) {
                say("stored", offsets);
            }
        });
        return until;
    }

    private static @Nullable Long plan(@Nullable StoredOffset begin) {
        return begin == null ? null : begin.plannedUntil();
    }

    private static Iterable<TopicPartition> sorted() {
        Set<TopicPartition> sorted = new TreeSet<>((one, other) -> Integer.compare(one.partition(), other.partition()));
        sorted.addAll(PARTITIONS);
        return sorted;
    }

    private static void say(String what, OffsetRange range) {
        String line = "%s %d %d %d%n".formatted(what, range.partition(), range.fromOffset(), range.untilOffset());
        System.out.print(line);
        System.out.flush();
    }
}
