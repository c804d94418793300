/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.event;

import io.directstream.stream.BatchResult;
import io.directstream.stream.StreamState;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.ApplicationEvent;

/**
 * Something happened to a stream that somebody may want to know of. Published on the engine's threads, which wait for
 * listeners: those that take time should be {@code @Async}. What a listener throws is logged and changes nothing. Replays
 * publish no events.
 */
public abstract sealed class DirectStreamEvent extends ApplicationEvent {

    private static final long serialVersionUID = 1L;

    private DirectStreamEvent(String stream) {
        super(stream);
    }

    /** The stream's name. */
    public final String stream() {
        return String.valueOf(getSource());
    }

    /** The stream's state changed. */
    public static final class StateChanged extends DirectStreamEvent {

        private static final long serialVersionUID = 1L;

        private final StreamState state;

        /** The stream is in that state now. */
        public StateChanged(String stream, StreamState state) {
            super(stream);
            this.state = state;
        }

        /** The new state. */
        public StreamState state() {
            return state;
        }
    }

    /** The group finished a rebalance in which this instance took part, whether or not its partitions changed. */
    public static final class Rebalanced extends DirectStreamEvent {

        private static final long serialVersionUID = 1L;

        /** The group of that stream did. */
        public Rebalanced(String stream) {
            super(stream);
        }
    }

    /** Partitions came to this instance or left it. */
    public static final class PartitionsMoved extends DirectStreamEvent {

        private static final long serialVersionUID = 1L;

        private final transient Set<TopicPartition> assigned;

        private final transient Set<TopicPartition> removed;

        /** These came, and those left. */
        public PartitionsMoved(String stream, Set<TopicPartition> assigned, Set<TopicPartition> removed) {
            super(stream);
            this.assigned = Set.copyOf(assigned);
            this.removed = Set.copyOf(removed);
        }

        /** Which came. */
        public Set<TopicPartition> assigned() {
            return assigned;
        }

        /** Which left; nothing of them is stored here any more. */
        public Set<TopicPartition> removed() {
            return removed;
        }
    }

    /** A range was not stored because its partition had been taken away, or the stored offset had moved. */
    public static final class FenceHit extends DirectStreamEvent {

        private static final long serialVersionUID = 1L;

        /** A range of that stream was not. */
        public FenceHit(String stream) {
            super(stream);
        }
    }

    /** The attempts of a range were over: it was skipped, or its records were sent as dead letters. */
    public static final class RangeGivenUp extends DirectStreamEvent {

        private static final long serialVersionUID = 1L;

        private final transient BatchResult result;

        /** That one. */
        public RangeGivenUp(BatchResult result) {
            super(result.stream());
            this.result = result;
        }

        /** Which range, or ranges of a stream batch, and what became of their records. */
        public BatchResult result() {
            return result;
        }
    }

    /** A partition jumped over records that the log no longer holds. */
    public static final class RecordsLost extends DirectStreamEvent {

        private static final long serialVersionUID = 1L;

        private final transient TopicPartition partition;

        private final long records;

        /** So many of that partition. */
        public RecordsLost(String stream, TopicPartition partition, long records) {
            super(stream);
            this.partition = partition;
            this.records = records;
        }

        /** The partition. */
        public TopicPartition partition() {
            return partition;
        }

        /** How many offsets it jumped over. */
        public long records() {
            return records;
        }
    }
}
