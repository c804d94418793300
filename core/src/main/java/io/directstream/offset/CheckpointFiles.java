/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one stream as files of a folder, one per partition. Each is replaced as a whole: written beside the
 * old one, forced to the disk, renamed, and the folder forced, so that a crash leaves the old one or the new one. What a
 * crash left beside them is overwritten by the next write. Not safe for use by several threads.
 */
final class CheckpointFiles {

    private static final Logger log = LoggerFactory.getLogger(CheckpointFiles.class);

    private static final Set<StandardOpenOption> REPLACE =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);

    /** Names of topics have up to 249 characters, names of files up to 255. */
    private static final int LONGEST_TOPIC = 200;

    private final Path folder;

    private final CheckpointFormat format;

    private final boolean isFolderForced;

    CheckpointFiles(Path folder, CheckpointFormat format) {
        this.folder = folder;
        this.format = format;
        this.isFolderForced = canForce(folder);
    }

    /**
     * The checkpoint of a partition; null if there is none.
     *
     * @throws OffsetStoreException if the file cannot be read, or is not what it should be
     */
    @Nullable
    Checkpoint read(TopicPartition partition) {
        Path file = file(partition);
        try {
            return format.parse(partition, Files.readAllBytes(file));
        } catch (NoSuchFileException none) {
            return null;
        } catch (RefusedCheckpointException refused) {
            throw new OffsetStoreException(
                    "checkpoint " + file + ' ' + refused.getMessage(), Set.of(partition), refused);
        } catch (IOException failure) {
            throw new OffsetStoreException(
                    "checkpoint " + file + " cannot be read: " + failure, Set.of(partition), failure);
        }
    }

    /**
     * Replaces checkpoints; they are on the disk when it returns. After a failure each is the old one or the new one.
     *
     * @throws OffsetStoreException if that is not possible
     */
    void write(Map<TopicPartition, Checkpoint> checkpoints) {
        if (checkpoints.isEmpty()) {
            return;
        }
        try {
            Map<Path, Path> written = new LinkedHashMap<>();
            for (Map.Entry<TopicPartition, Checkpoint> entry : checkpoints.entrySet()) {
                Path file = file(entry.getKey());
                Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
                writeAndForce(temporary, format.print(entry.getKey(), entry.getValue()));
                written.put(temporary, file);
            }
            for (Map.Entry<Path, Path> entry : written.entrySet()) {
                Files.move(entry.getKey(), entry.getValue(), StandardCopyOption.ATOMIC_MOVE);
            }
            if (isFolderForced) {
                force(folder);
            }
        } catch (IOException failure) {
            throw new OffsetStoreException("checkpoints cannot be written to " + folder + ": " + failure, failure);
        }
    }

    /** Where the checkpoint of a partition is. Of very long names of topics only the beginning is readable. */
    Path file(TopicPartition partition) {
        String topic = partition.topic();
        String name = topic.length() <= LONGEST_TOPIC
                ? topic
                : topic.substring(0, LONGEST_TOPIC) + '~' + TopicShape.hash(Set.of(topic));
        return folder.resolve(name + '-' + partition.partition() + ".checkpoint");
    }

    private static void writeAndForce(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, REPLACE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static boolean canForce(Path folder) {
        try {
            force(folder);
            return true;
        } catch (IOException unsupported) {
            log.debug("folder {} cannot be forced to the disk on this platform", folder, unsupported);
            return false;
        }
    }
}
