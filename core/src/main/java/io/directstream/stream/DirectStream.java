/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.CacheSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Stub. */
public final class DirectStream<K, V> implements AutoCloseable {

    /** Makes a stream; nothing happens before {@link #start()}. */
    public static <K, V> DirectStream<K, V> create(
            StreamOptions options, StreamDefinition<K, V> definition, StreamServices services) {
        throw new UnsupportedOperationException();
    }

    /** Begins in the background and returns at once; a broker that is not there yet is waited for. */
    public void start() {}

    /** Whether it was started and did not end. */
    public boolean isRunning() {
        return false;
    }

    /** Begins nothing new; running ranges finish and are stored, the group membership stays. */
    public void pause() {}

    /** Goes on after {@link #pause()}. */
    public void resume() {}

    /** Whether {@link #pause()} holds. */
    public boolean isPaused() {
        return false;
    }

    /** Has parked partitions try their range again; returns them. */
    public Set<TopicPartition> restart() {
        return Set.of();
    }

    /** The stream on this instance right now. Never blocks on a broker. */
    public StreamSnapshot snapshot() {
        throw new UnsupportedOperationException();
    }

    /** One assigned partition right now; empty if it is not assigned here. */
    public Optional<PartitionSnapshot> partition(TopicPartition partition) {
        return Optional.empty();
    }

    /** The partitions assigned to this instance. */
    public Set<TopicPartition> assignment() {
        return Set.of();
    }

    /** The newest finished deliveries, newest first. */
    public List<BatchResult> history() {
        return List.of();
    }

    /** The stream's consumer cache. */
    public CacheSnapshot consumerCache() {
        throw new UnsupportedOperationException();
    }

    /**
     * Stops gracefully and waits for it: running ranges may finish within the shutdown timeout, what is finished is
     * stored, the group is left. Nothing is stored after it returned.
     */
    @Override
    public void close() {}
}
