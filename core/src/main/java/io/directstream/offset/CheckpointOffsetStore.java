/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps offsets in files, one per partition, in a folder of the stream, for one instance at a time. A range is noted before
 * its listener sees it and when it is finished, each time on the disk before anything goes on: after a crash the range that
 * was with the listener runs again with the same bounds.
 *
 * <p>The files are looked at before each write, on one thread and in the order of the calls. One that is damaged, foreign
 * or of a newer version of the format fails whatever concerns its partition and is never written over.
 */
public final class CheckpointOffsetStore implements WriteAheadOffsetStore {

    /** The store's name. */
    public static final String NAME = "checkpoint";

    /** Long enough for a batch of some thousand partitions on a slow disk. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CheckpointFiles files;

    private final DiskThread disk;

    /**
     * Opens the stream's folder in the given directory, and locks it until the store is closed.
     *
     * @throws OffsetStoreException if it cannot be written, or somebody else has it open; the message names both
     */
    public CheckpointOffsetStore(Path directory, OffsetStoreContext context) {
        this(directory, context, PATIENCE);
    }

    CheckpointOffsetStore(Path directory, OffsetStoreContext context, Duration patience) {
        Path folder = directory.resolve(context.stream());
        DirectoryLock lock = open(folder, context.stream());
        this.files = new CheckpointFiles(folder, new CheckpointFormat(context.stream(), context.group()));
        this.disk = new DiskThread("direct-stream-" + context.stream() + "-checkpoint", patience, lock::close);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.KEEPS_TOPIC_IDS);
    }

    @Override
    public CompletionStage<Map<TopicPartition, StoredOffset>> load(String stream, Set<TopicPartition> partitions) {
        return disk.submit(() -> {
            Map<TopicPartition, StoredOffset> stored = new HashMap<>();
            for (TopicPartition partition : partitions) {
                Checkpoint checkpoint = files.read(partition);
                if (checkpoint != null) {
                    stored.put(partition, checkpoint.stored());
                }
            }
            return stored;
        });
    }

    @Override
    public CompletionStage<List<StoreOutcome>> store(List<StorableRange> ranges) {
        return disk.submit(() -> {
            List<StoreOutcome> outcomes = new ArrayList<>(ranges.size());
            Map<TopicPartition, Checkpoint> changed = new LinkedHashMap<>();
            for (StorableRange range : ranges) {
                Checkpoint before = files.read(range.topicPartition());
                StoreOutcome outcome = range.outcomeAfter(before == null ? null : before.stored());
                if (outcome == StoreOutcome.STORED) {
                    changed.put(range.topicPartition(), Checkpoint.of(range, before));
                }
                outcomes.add(outcome);
            }
            files.write(changed);
            return outcomes;
        });
    }

    @Override
    public void plan(List<StorableRange> ranges) {
        await(disk.submit(() -> {
            Map<TopicPartition, Checkpoint> changed = new LinkedHashMap<>();
            for (StorableRange range : ranges) {
                Checkpoint before = files.read(range.topicPartition());
                if (before != null && before.lacksPlanOf(range)) {
                    changed.put(range.topicPartition(), before.withPlan(range));
                }
            }
            files.write(changed);
            return ranges;
        }));
    }

    @Override
    public void close() {
        disk.close();
    }

    private static DirectoryLock open(Path folder, String stream) {
        try {
            Files.createDirectories(folder);
            return DirectoryLock.acquire(folder);
        } catch (IOException failure) {
            throw new OffsetStoreException(
                    "the checkpoints of stream '%s' are in %s, which cannot be used: %s; stop who uses it, or set offsets.checkpoint.directory to a directory that this instance alone can write"
                            .formatted(stream, folder.toAbsolutePath().normalize(), describe(failure)),
                    failure);
        }
    }

    /** What the platform throws often has a path as its only message. */
    private static String describe(IOException failure) {
        return failure.getClass() == IOException.class ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    private static void await(CompletableFuture<?> written) {
        try {
            written.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OffsetStoreException("interrupted while a plan was written", interrupted);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof OffsetStoreException known
                    ? known
                    : new OffsetStoreException("a plan was not written: " + failure.getMessage(), failure);
        }
    }
}
