/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

import java.util.List;
import org.apache.kafka.common.TopicPartition;

/**
 * The ranges of all partitions of a stream on this instance, planned together, and their records: the twin of the RDD that
 * Spark's direct stream makes for each batch.
 *
 * <p>Raw records stay in memory until the batch is stored, so that every visit, and every further attempt at the same batch,
 * sees the same records. A batch belongs to the thread and the call it was given to. Used after its listener returned, it
 * throws {@link IllegalStateException}.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface StreamBatch<K, V> extends HasOffsetRanges {

    /** The name of the stream that delivers this batch. */
    String stream();

    /**
     * The range of every partition assigned to this instance whose position is known, sorted by topic and partition. A
     * partition of which there is nothing to read has an empty range.
     */
    @Override
    List<OffsetRange> offsetRanges();

    /** The number of records in all ranges, at most the number of their offsets. */
    int recordCount();

    /**
     * Visits one partition after the other, sorted by topic and partition, on the calling thread, which has to be the
     * listener's own: transactions are bound to it. Records of the next partitions are deserialized meanwhile on other
     * workers. Partitions without records are left out, unless the stream delivers empty batches.
     *
     * @throws Exception what the visitor threw, or the failure of a record as {@link PartitionBatch#iterator} has it
     */
    void forEachPartition(PartitionVisitor<K, V> visitor) throws Exception;

    /**
     * Computes something of each partition, in parallel on the stream's worker threads and the calling one, without
     * anything that is bound to the listener's thread, transactions for example: calculate here, write afterwards.
     * Partitions without records are left out, unless the stream delivers empty batches.
     *
     * @return the results, sorted by topic and partition
     * @throws Exception what the function threw for the first partition in that order that failed; the other calls are over
     *     when it is thrown
     */
    <R> List<R> mapPartitions(PartitionFunction<K, V, R> function) throws Exception;

    /** Which attempt at this batch this is, from 1. */
    int attempt();

    /**
     * Whether nothing of this batch will be stored any more, because this instance lost one of its partitions or stops; a
     * long listener should look at it now and then and return or throw.
     */
    boolean isRevoked();

    /** Whether the batch is being run again on an operator's order, outside the stream's own progress. */
    boolean isReplay();

    /**
     * The range of one partition.
     *
     * @throws IllegalArgumentException if the batch has none for it
     */
    default OffsetRange offsetRange(TopicPartition partition) {
        return offsetRanges().stream()
                .filter(range -> range.topicPartition().equals(partition))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the batch has no range of " + partition + ", only " + offsetRanges()));
    }

    /**
     * What is done with the records of one partition.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     */
    @FunctionalInterface
    interface PartitionVisitor<K, V> {

        /**
         * Visits one partition.
         *
         * @throws Exception to have the whole batch delivered again
         */
        void visit(PartitionBatch<K, V> batch) throws Exception;
    }

    /**
     * What is computed of the records of one partition.
     *
     * @param <K> the type of the keys
     * @param <V> the type of the values
     * @param <R> the type of the result
     */
    @FunctionalInterface
    interface PartitionFunction<K, V, R> {

        /**
         * Computes the result of one partition.
         *
         * @throws Exception to have the whole batch delivered again
         */
        R apply(PartitionBatch<K, V> batch) throws Exception;
    }
}
