/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.directstream.assignor.PlacedBy;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.strategy.Assign;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategy;
import io.directstream.strategy.Subscription;
import io.directstream.stream.BatchTotals;
import io.directstream.stream.CommitMode;
import io.directstream.stream.Handover;
import io.directstream.stream.PartitionSnapshot;
import io.directstream.stream.StreamSnapshot;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One stream. Unknown is null.
 *
 * @param state what it is doing
 * @param reason why, where the state needs a reason
 * @param group its consumer group; null if it reads given ranges
 * @param consumerStrategy what it reads
 * @param locationStrategy which instance reads what
 * @param offsetStore the name of its offset store
 * @param commit who says when a range is stored; {@code none} if it reads given ranges
 * @param trigger when its batches are planned
 * @param memberId its member id in the group
 * @param host where this instance runs
 * @param rack the rack or zone of this instance
 * @param asOf when the end offsets were read
 * @param lastHandover how partitions last left this instance
 * @param rate how fast it may read
 * @param assigned its partitions on this instance
 * @param batches what this run of it did so far
 * @param last its last finished delivery
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StreamDescriptor(
        String state,
        @Nullable String reason,
        @Nullable String group,
        ConsumerStrategyDescriptor consumerStrategy,
        LocationStrategyDescriptor locationStrategy,
        String offsetStore,
        String commit,
        String trigger,
        @Nullable String memberId,
        String host,
        @Nullable String rack,
        @Nullable Instant asOf,
        @Nullable HandoverDescriptor lastHandover,
        RateDescriptor rate,
        List<AssignedPartitionDescriptor> assigned,
        BatchTotals batches,
        @Nullable BatchDescriptor last) {

    private static final String NOTHING = "none";

    private static final String GIVEN_RANGES = "GivenRanges";

    static StreamDescriptor of(DirectStreamContainer container) {
        StreamSnapshot snapshot = container.snapshot();
        Location location = container.location();
        return new StreamDescriptor(
                Words.of(snapshot.state()),
                snapshot.reason(),
                snapshot.groupId(),
                ConsumerStrategyDescriptor.of(container.consumerStrategy(), snapshot),
                LocationStrategyDescriptor.of(container.locationStrategy()),
                snapshot.offsetStore(),
                commit(container.options().offsets().commit(), snapshot),
                snapshot.trigger(),
                snapshot.memberId(),
                location.host(),
                location.rack(),
                snapshot.asOf(),
                (snapshot.lastHandover() != null) ? HandoverDescriptor.of(snapshot.lastHandover()) : null,
                RateDescriptor.of(snapshot.rate()),
                snapshot.assigned().stream()
                        .map(partition -> AssignedPartitionDescriptor.of(
                                partition, snapshot.placedBy().get(partition.partition())))
                        .toList(),
                snapshot.totals(),
                (snapshot.last() != null) ? BatchDescriptor.of(snapshot.last()) : null);
    }

    private static String commit(CommitMode mode, StreamSnapshot snapshot) {
        if (readsGivenRanges(snapshot)) {
            return NOTHING;
        }
        return (mode instanceof CommitMode.Manual) ? "manual" : "after-batch";
    }

    private static boolean readsGivenRanges(StreamSnapshot snapshot) {
        return snapshot.groupId() == null;
    }

    /**
     * What a stream reads: topics, a pattern or partitions.
     *
     * @param type the name of the strategy; {@code GivenRanges} if it reads given ranges of its topics
     * @param topics the topics it subscribes to, sorted
     * @param pattern what the names of its topics match
     * @param partitions the only partitions that it reads, sorted
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record ConsumerStrategyDescriptor(
            String type,
            @Nullable List<String> topics,
            @Nullable String pattern,
            @Nullable List<String> partitions) {

        private static final Comparator<TopicPartition> ORDER =
                Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

        static ConsumerStrategyDescriptor of(ConsumerStrategy strategy, StreamSnapshot snapshot) {
            ConsumerStrategyDescriptor read = of(strategy);
            return readsGivenRanges(snapshot)
                    ? new ConsumerStrategyDescriptor(GIVEN_RANGES, read.topics(), read.pattern(), read.partitions())
                    : read;
        }

        private static ConsumerStrategyDescriptor of(ConsumerStrategy strategy) {
            if (strategy instanceof Assign assign) {
                List<String> partitions = assign.partitions().stream()
                        .sorted(ORDER)
                        .map(TopicPartition::toString)
                        .toList();
                return new ConsumerStrategyDescriptor(strategy.type(), null, null, partitions);
            }
            if (strategy.subscription() instanceof Subscription.Matching matching) {
                return new ConsumerStrategyDescriptor(
                        strategy.type(), null, matching.pattern().pattern(), null);
            }
            Subscription.Topics named = (Subscription.Topics) strategy.subscription();
            return new ConsumerStrategyDescriptor(
                    strategy.type(), named.topics().stream().sorted().toList(), null, null);
        }
    }

    /**
     * Which instance reads what.
     *
     * @param type the name of the strategy
     */
    public record LocationStrategyDescriptor(String type) {

        static LocationStrategyDescriptor of(LocationStrategy strategy) {
            return new LocationStrategyDescriptor(strategy.type());
        }
    }

    /**
     * How partitions last left this instance.
     *
     * @param at when it was over
     * @param partitions how many left
     * @param durationSeconds from when the group asked for them until they were given up
     * @param outcome {@code complete} if their next owners repeat nothing, else {@code incomplete} or {@code lost}
     */
    public record HandoverDescriptor(Instant at, int partitions, double durationSeconds, String outcome) {

        static HandoverDescriptor of(Handover handover) {
            return new HandoverDescriptor(
                    handover.at(),
                    handover.partitions(),
                    handover.duration().toMillis() / 1000.0,
                    Words.of(handover.outcome()));
        }
    }

    /**
     * One partition on this instance. Unknown is null.
     *
     * @param topic its topic
     * @param partition its number
     * @param position the next offset to plan
     * @param stored the {@code until} of the last stored range
     * @param end the log's end as the isolation level sees it
     * @param lag end minus stored
     * @param timeLagSeconds the age of the record at the stored offset; 0 when caught up
     * @param state what it is doing
     * @param reason why, where the state needs a reason
     * @param placedBy why it is on this instance: {@code fixed}, {@code host}, {@code rack} or {@code balance}
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record AssignedPartitionDescriptor(
            String topic,
            int partition,
            @Nullable Long position,
            @Nullable Long stored,
            @Nullable Long end,
            @Nullable Long lag,
            @Nullable Double timeLagSeconds,
            String state,
            @Nullable String reason,
            @Nullable String placedBy) {

        static AssignedPartitionDescriptor of(PartitionSnapshot snapshot, @Nullable PlacedBy placedBy) {
            return new AssignedPartitionDescriptor(
                    snapshot.partition().topic(),
                    snapshot.partition().partition(),
                    snapshot.position(),
                    snapshot.stored(),
                    snapshot.end(),
                    snapshot.lag(),
                    Words.seconds(snapshot.timeLag()),
                    Words.of(snapshot.state()),
                    snapshot.reason(),
                    (placedBy != null) ? Words.of(placedBy) : null);
        }
    }
}
