/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.listener.MissingTopics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The settings under {@code direct-stream}. What is not set is null: its default is stated once, in the engine's options.
 *
 * @param enabled Whether streams are configured.
 * @param consumerCache Consumer cache of each stream.
 * @param jdbc Tables of streams whose offsets.store is jdbc.
 * @param streams Streams by name; names are lower-case letters and digits.
 */
@ConfigurationProperties(prefix = "direct-stream", ignoreUnknownFields = false)
public record DirectStreamProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue ConsumerCache consumerCache,
        @DefaultValue Jdbc jdbc,
        @DefaultValue Map<String, Stream> streams) {

    /** The settings of the given stream; those of an empty one if it is not configured, as with a listener's own topics. */
    public Stream stream(String name) {
        Stream configured = streams.get(name);
        return configured != null ? configured : new Binder().bindOrCreate(name, Stream.class);
    }

    /**
     * Idle readers of a stream.
     *
     * @param enabled Whether readers are kept. If not, each range is read by a Kafka consumer of its own; only for streams
     *     with an interval.
     * @param maxCapacity Idle partition readers kept per stream. Unset: as many as partitions are assigned, at least 64.
     * @param idleTimeout How long an idle reader is kept.
     */
    public record ConsumerCache(
            @Nullable Boolean enabled,
            @Nullable Integer maxCapacity,
            @Nullable Duration idleTimeout) {}

    /**
     * The tables of the jdbc store.
     *
     * @param table Table of the offsets, perhaps with its schema.
     * @param ledgerTable Table of the ledgers, perhaps with its schema.
     * @param initializeSchema When the tables are created at the start, with the names that they have by default.
     * @param transactionManager Bean that begins the listeners' transactions. Unset: the only one there is.
     */
    public record Jdbc(
            @DefaultValue(DEFAULT_TABLE) String table,
            @DefaultValue(DEFAULT_LEDGER_TABLE) String ledgerTable,
            @DefaultValue("embedded") InitializeSchema initializeSchema,
            @Nullable String transactionManager) {

        /** What the schema scripts call the table of the offsets. */
        public static final String DEFAULT_TABLE = "direct_stream_offset";

        /** What the schema scripts call the table of the ledgers. */
        public static final String DEFAULT_LEDGER_TABLE = "direct_stream_range";

        /** When tables are created. */
        public enum InitializeSchema {
            /** At each start, where they are missing. */
            ALWAYS,
            /** Where the database lives in the application. */
            EMBEDDED,
            /** Never: the application's own scripts do. */
            NEVER
        }
    }

    /**
     * One stream.
     *
     * @param groupId Consumer group of the stream, its own on the cluster. Unset: application name, dash, stream name.
     * @param topics Topics to read; exactly one of this, topic-pattern, topic-partitions and consumer-strategy.
     * @param topicPattern Regular expression that the whole name of a topic to read must match.
     * @param topicPartitions Partitions to read, and no others.
     * @param consumerStrategy Bean of the application that says what to read.
     * @param startingOffsets Where partitions begin of which nothing is stored yet.
     * @param ranges Ranges to read and then to end, without a group and without storing anything; instead of topics and the like.
     * @param share Which part of the ranges this instance reads. Unset: all of them.
     * @param onComplete What happens when all ranges are read. Unset: the stream stops.
     * @param location Which instance reads which partition.
     * @param batch Size of batches.
     * @param prefetch Reading ahead.
     * @param rate How fast the stream may read.
     * @param concurrency Worker threads. Unset: the available processors.
     * @param autoStartup Whether the stream starts with the application. Unset: as spring.kafka.listener.auto-startup.
     * @param missingTopics What happens when the stream starts and does not find what it is to read. Unset: fail if
     *     spring.kafka.listener.missing-topics-fatal is set, else wait.
     * @param offsets Where the stream keeps how far it got.
     * @param failure What happens when the listener fails.
     * @param handoverTimeout How long a partition that goes to another instance may finish its running range. Unset: 20s, or
     *     half of max.poll.interval.ms if that is shorter.
     * @param shutdownTimeout How long running ranges may go on when the stream stops; below
     *     spring.lifecycle.timeout-per-shutdown-phase.
     * @param readTimeout How long reading may make no progress below the log's end before that is an error.
     * @param upgradeFrom Assignors that the group's other members use, during a rolling upgrade from or to another application:
     *     range, roundrobin, sticky, cooperative-sticky or class names.
     * @param health Health of the stream.
     * @param metrics Meters of the stream.
     * @param bootstrapServers Brokers of another cluster that this stream reads. Unset: those of the application.
     * @param ssl Encryption of the connections of this stream.
     * @param properties Other Kafka consumer properties of this stream.
     */
    @ConfigurationPropertiesSource
    public record Stream(
            @Nullable String groupId,
            @DefaultValue List<String> topics,
            @Nullable String topicPattern,
            @DefaultValue List<TopicPartitions> topicPartitions,
            @Nullable String consumerStrategy,
            @DefaultValue List<StartingOffset> startingOffsets,
            @DefaultValue List<GivenRange> ranges,
            @NestedConfigurationProperty @DefaultValue RangeShare share,
            @Nullable OnComplete onComplete,
            @DefaultValue Location location,
            @DefaultValue Batch batch,
            @DefaultValue Prefetch prefetch,
            @NestedConfigurationProperty @DefaultValue StreamRate rate,
            @Nullable Integer concurrency,
            @Nullable Boolean autoStartup,
            @Nullable MissingTopics missingTopics,
            @DefaultValue Offsets offsets,
            @NestedConfigurationProperty @DefaultValue Failure failure,
            @Nullable Duration handoverTimeout,
            @Nullable Duration shutdownTimeout,
            @Nullable Duration readTimeout,
            @DefaultValue List<String> upgradeFrom,
            @DefaultValue Health health,
            @DefaultValue Metrics metrics,
            @DefaultValue List<String> bootstrapServers,
            @DefaultValue Ssl ssl,
            @DefaultValue Map<String, String> properties) {}

    /**
     * Partitions of a topic.
     *
     * @param topic Topic of the partitions.
     * @param partitions Partitions as numbers and ranges, such as 0-3 and 7.
     */
    @ConfigurationPropertiesSource
    public record TopicPartitions(
            @Nullable String topic, @DefaultValue List<String> partitions) {}

    /**
     * Where some partitions begin.
     *
     * @param topic Topic of the partitions.
     * @param partitions Partitions as numbers and ranges, such as 0-3 and 7.
     * @param offset First offset to read.
     * @param timestamp Timestamp that the first record must have reached, such as 2026-11-01T00:00:00Z.
     */
    @ConfigurationPropertiesSource
    public record StartingOffset(
            @Nullable String topic,
            @DefaultValue List<String> partitions,
            @Nullable Long offset,
            @Nullable Instant timestamp) {}

    /**
     * Which instance reads which partition.
     *
     * @param strategy How partitions are placed on instances.
     * @param host Host or node of this instance. Unset: the machine's host name.
     * @param rack Rack or zone of this instance. Unset: the consumer's client.rack.
     * @param hosts Hosts that read given partitions, for prefer-fixed.
     * @param maxImbalance How many partitions more than another an instance may have in order to read near their leaders, for
     *     prefer-brokers.
     */
    public record Location(
            @Nullable Strategy strategy,
            @Nullable String host,
            @Nullable String rack,
            @DefaultValue List<FixedHost> hosts,
            @Nullable Integer maxImbalance) {

        /** How partitions are placed on instances. */
        public enum Strategy {
            /** Evenly. */
            PREFER_CONSISTENT,
            /** Near their leaders. */
            PREFER_BROKERS,
            /** On given hosts. */
            PREFER_FIXED
        }
    }

    /**
     * A host that reads given partitions.
     *
     * @param topic Topic of the partitions.
     * @param partitions Partitions as numbers and ranges, such as 0-3 and 7.
     * @param host Host that reads them.
     */
    @ConfigurationPropertiesSource
    public record FixedHost(
            @Nullable String topic,
            @DefaultValue List<String> partitions,
            @Nullable String host) {}

    /**
     * When batches are planned, and their size.
     *
     * @param interval Time between two batches over all partitions. Unset: each partition goes on as soon as records are
     *     there.
     * @param onEmpty What happens when an interval brings no record to a listener of stream batches.
     * @param maxRecords Most records of one partition in one batch.
     * @param maxBytes Most serialized bytes of one partition in one batch; one record always fits.
     * @param history Finished batches kept for the endpoints.
     */
    public record Batch(
            @Nullable Duration interval,
            @Nullable OnEmpty onEmpty,
            @Nullable Integer maxRecords,
            @Nullable DataSize maxBytes,
            @Nullable Integer history) {

        /** What happens when an interval brings no record. */
        public enum OnEmpty {
            /** Nothing. */
            SKIP,
            /** The listener is called and sees every partition. */
            DELIVER
        }
    }

    /**
     * Reading ahead.
     *
     * @param maxBytes Memory for records of the whole stream: their bytes, and about 160 more for each.
     * @param fetchers Kafka consumers that read for the stream. Unset: 2, or 1 on a single processor.
     */
    public record Prefetch(
            @Nullable DataSize maxBytes, @Nullable Integer fetchers) {}

    /**
     * Where the stream keeps how far it got.
     *
     * @param store Store of the offsets.
     * @param storeBean Bean of the application that makes the store, an OffsetStoreFactory; instead of store.
     * @param commit Who says when a range is stored.
     * @param maxUncommittedRanges Finished ranges of a partition that may wait for their commit before the partition waits
     *     for it; for manual commits.
     * @param whenNoneStored Where to begin when nothing is stored. Unset: as spring.kafka.consumer.auto-offset-reset.
     * @param whenOutOfRange Where to go on when the log does not hold the stored offset.
     * @param whenPartitionAdded Where to begin with a partition added to a topic that is already read.
     * @param whenTopicRecreated Where to begin with a topic that was deleted and made again since its offset was stored; for
     *     stores other than kafka, of which Kafka deletes the offsets with the topic.
     * @param mirrorToKafka Whether offsets kept elsewhere are committed to the consumer group too, marked as a mirror, so that
     *     tools can see them.
     * @param checkpoint Files of the offsets, for the store checkpoint.
     * @param jdbc What the jdbc store keeps besides.
     */
    public record Offsets(
            @Nullable Store store,
            @Nullable String storeBean,
            @Nullable Commit commit,
            @Nullable Integer maxUncommittedRanges,
            @Nullable Position whenNoneStored,
            @Nullable Position whenOutOfRange,
            @Nullable Position whenPartitionAdded,
            @Nullable WhenTopicRecreated whenTopicRecreated,
            @Nullable Boolean mirrorToKafka,
            @DefaultValue Checkpoint checkpoint,
            @DefaultValue JdbcStore jdbc) {

        /**
         * What the jdbc store keeps besides the offsets.
         *
         * @param ledger Whether each stored range is kept as a row, in the same transaction.
         * @param ledgerRetention How long rows of the ledger are kept. Unset: for ever.
         */
        public record JdbcStore(
                @Nullable Boolean ledger, @Nullable Duration ledgerRetention) {}

        /** Store of the offsets. */
        public enum Store {
            /** The offsets that the consumer group commits to Kafka. */
            KAFKA,
            /** Files in a directory of this instance, for streams that run on one instance. */
            CHECKPOINT,
            /** The same, in the Kafka transaction of what the listener sends with directStreamKafkaTemplate. */
            KAFKA_TRANSACTION,
            /** A table in the application's database, in the transaction of the listener. */
            JDBC
        }

        /** Who says when a range is stored. */
        public enum Commit {
            /** The stream, when the listener has returned. */
            AFTER_BATCH,
            /** The listener, through CanCommitOffsets or Acknowledgment. */
            MANUAL
        }

        /** Where to begin with a topic that was made again. */
        public enum WhenTopicRecreated {
            /** At the first record of the new topic. */
            EARLIEST,
            /** Nowhere: its partitions are parked. */
            FAIL
        }

        /** Where to go on. */
        public enum Position {
            /** At the first record that the log holds. */
            EARLIEST,
            /** At the end of the log. */
            LATEST,
            /** Nowhere: the partition is parked. */
            FAIL
        }
    }

    /**
     * Files of the offsets.
     *
     * @param directory Directory with a folder per stream; on a disk that outlives the instance.
     */
    public record Checkpoint(@Nullable String directory) {}

    /**
     * Health of the stream.
     *
     * @param noProgressAfter How long nothing may be stored while there is lag before the stream counts as down, and how long a
     *     listener may have a range before the log says which and where it is.
     */
    public record Health(@DefaultValue("5m") Duration noProgressAfter) {}

    /**
     * Encryption of connections.
     *
     * @param bundle Name of the SSL bundle of the stream's Kafka clients.
     */
    public record Ssl(@Nullable String bundle) {}

    /**
     * Meters of the stream.
     *
     * @param perPartition Whether lag is published per partition.
     */
    public record Metrics(@DefaultValue("true") Boolean perPartition) {}
}
