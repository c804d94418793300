/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.stream.GroupLag;
import io.directstream.stream.PartitionSnapshot;
import io.directstream.stream.StreamSnapshot;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The lag of streams, on this instance or of a whole group.
 *
 * @param instance the answering instance
 * @param scope what the answer covers
 * @param totalLag the sum of the streams' known lags; null if none is known
 * @param maxTimeLagSeconds the greatest of their known time lags; null if none is known
 * @param streams the streams by name
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record DirectStreamLagDescriptor(
        String instance,
        String scope,
        @Nullable Long totalLag,
        @Nullable Double maxTimeLagSeconds,
        Map<String, StreamLagDescriptor> streams)
        implements OperationResponseBody {

    static DirectStreamLagDescriptor of(String instance, Collection<DirectStreamContainer> containers) {
        Map<String, StreamLagDescriptor> streams = new LinkedHashMap<>();
        for (DirectStreamContainer container : containers) {
            streams.put(container.getStreamName(), StreamLagDescriptor.of(container.snapshot()));
        }
        return of(instance, Scope.INSTANCE, streams);
    }

    static DirectStreamLagDescriptor ofGroup(String instance, String stream, GroupLag lag) {
        return of(instance, Scope.GROUP, Map.of(stream, StreamLagDescriptor.of(lag)));
    }

    private static DirectStreamLagDescriptor of(
            String instance, String scope, Map<String, StreamLagDescriptor> streams) {
        return new DirectStreamLagDescriptor(
                instance,
                scope,
                sumOfKnown(streams.values(), StreamLagDescriptor::totalLag),
                maxOfKnown(streams.values(), StreamLagDescriptor::maxTimeLagSeconds),
                streams);
    }

    private static <T> @Nullable Long sumOfKnown(Collection<T> items, Function<T, @Nullable Long> figure) {
        return items.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .reduce(Long::sum)
                .orElse(null);
    }

    private static <T> @Nullable Double maxOfKnown(Collection<T> items, Function<T, @Nullable Double> figure) {
        return items.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .reduce(Double::max)
                .orElse(null);
    }

    /**
     * The lag of one stream.
     *
     * @param totalLag the sum of its partitions' known lags; 0 for a member of the group without partitions, null if
     *     none is known
     * @param maxTimeLagSeconds the greatest of its partitions' known time lags; null if none is known
     * @param asOf when the end offsets were read; null until they are known
     * @param reason why something is not known or not as it should be; null if nothing is in the way
     * @param partitions its partitions on this instance, or all
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record StreamLagDescriptor(
            @Nullable Long totalLag,
            @Nullable Double maxTimeLagSeconds,
            @Nullable Instant asOf,
            @Nullable String reason,
            List<PartitionLagDescriptor> partitions) {

        static StreamLagDescriptor of(StreamSnapshot snapshot) {
            List<PartitionLagDescriptor> partitions =
                    snapshot.assigned().stream().map(PartitionLagDescriptor::of).toList();
            boolean spare = partitions.isEmpty() && snapshot.memberId() != null;
            return new StreamLagDescriptor(
                    spare ? Long.valueOf(0) : sumOfKnown(partitions, PartitionLagDescriptor::lag),
                    maxOfKnown(partitions, PartitionLagDescriptor::timeLagSeconds),
                    snapshot.asOf(),
                    snapshot.reason(),
                    partitions);
        }

        static StreamLagDescriptor of(GroupLag lag) {
            List<PartitionLagDescriptor> partitions =
                    lag.partitions().stream().map(PartitionLagDescriptor::of).toList();
            return new StreamLagDescriptor(
                    sumOfKnown(partitions, PartitionLagDescriptor::lag),
                    maxOfKnown(partitions, PartitionLagDescriptor::timeLagSeconds),
                    lag.asOf(),
                    lag.reason(),
                    partitions);
        }
    }

    /**
     * The lag of one partition. Unknown is null.
     *
     * @param topic its topic
     * @param partition its number
     * @param stored the {@code until} of the last stored range
     * @param end the log's end as the isolation level sees it
     * @param lag end minus stored
     * @param timeLagSeconds the age of the record at the stored offset; 0 when caught up
     * @param lostRecords how many offsets after the stored one the log no longer holds
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record PartitionLagDescriptor(
            String topic,
            int partition,
            @Nullable Long stored,
            @Nullable Long end,
            @Nullable Long lag,
            @Nullable Double timeLagSeconds,
            @Nullable Long lostRecords) {

        static PartitionLagDescriptor of(PartitionSnapshot snapshot) {
            return new PartitionLagDescriptor(
                    snapshot.partition().topic(),
                    snapshot.partition().partition(),
                    snapshot.stored(),
                    snapshot.end(),
                    snapshot.lag(),
                    Words.seconds(snapshot.timeLag()),
                    snapshot.lostRecords());
        }

        static PartitionLagDescriptor of(GroupLag.PartitionLag lag) {
            return new PartitionLagDescriptor(
                    lag.partition().topic(),
                    lag.partition().partition(),
                    lag.stored(),
                    lag.end(),
                    lag.lag(),
                    Words.seconds(lag.timeLag()),
                    lag.lostRecords());
        }
    }
}
