/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import io.directstream.assignor.PlacedBy;
import io.directstream.stream.PartitionSnapshot;
import io.directstream.stream.StreamSnapshot;
import io.directstream.stream.StreamState;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** State, placement, lag and limits of streams, as they were when last shown. What is unknown has no series. */
final class StreamGauges {

    private final Predicate<String> perPartition;

    private final GaugeSeries state;

    private final GaugeSeries placement;

    private final GaugeSeries lag;

    private final GaugeSeries lagTime;

    private final GaugeSeries rateLimit;

    /**
     * Nothing shown yet.
     *
     * @param registry where the gauges are registered
     * @param perPartition whether the stream of this name has series per partition, or else per topic
     */
    StreamGauges(MeterRegistry registry, Predicate<String> perPartition) {
        this.perPartition = perPartition;
        this.state = new GaugeSeries(registry, (tags, value) -> registerState(registry, tags, value));
        this.placement = new GaugeSeries(registry, (tags, value) -> registerPlacement(registry, tags, value));
        this.lag = new GaugeSeries(registry, (tags, value) -> registerLag(registry, tags, value));
        this.lagTime = new GaugeSeries(registry, (tags, value) -> registerLagTime(registry, tags, value));
        this.rateLimit = new GaugeSeries(registry, (tags, value) -> registerRateLimit(registry, tags, value));
    }

    /** Shows these streams and no others. */
    void show(Collection<StreamSnapshot> streams) {
        Map<Tags, Double> states = new HashMap<>();
        Map<Tags, Double> placements = new HashMap<>();
        Map<Tags, Double> lags = new HashMap<>();
        Map<Tags, Double> lagTimes = new HashMap<>();
        Map<Tags, Double> rateLimits = new HashMap<>();
        for (StreamSnapshot stream : streams) {
            for (StreamState each : StreamState.values()) {
                states.put(stateTags(stream, each), (each == stream.state()) ? 1.0 : 0.0);
            }
            placements.putAll(placements(stream));
            stream.rate()
                    .totalPerSecond()
                    .ifPresent(limit -> rateLimits.put(Tags.of(DirectStreamMeters.TAG_STREAM, stream.stream()), limit));
            boolean detailed = perPartition.test(stream.stream());
            for (PartitionSnapshot partition : stream.assigned()) {
                Tags tags = partitionTags(stream, partition, detailed);
                if (partition.lag() != null) {
                    lags.merge(tags, partition.lag().doubleValue(), Double::sum);
                }
                if (partition.timeLag() != null) {
                    lagTimes.merge(tags, partition.timeLag().toMillis() / 1000.0, Double::max);
                }
            }
        }
        state.show(states);
        placement.show(placements);
        lag.show(lags);
        lagTime.show(lagTimes);
        rateLimit.show(rateLimits);
    }

    /** Removes all gauges. */
    void clear() {
        show(List.of());
    }

    /** What part of the partitions is here for which reason; nothing while none is. */
    private static Map<Tags, Double> placements(StreamSnapshot stream) {
        Map<Tags, Double> parts = new HashMap<>();
        int all = stream.placedBy().size();
        if (all > 0) {
            for (PlacedBy level : PlacedBy.values()) {
                Tags tags = Tags.of(
                        DirectStreamMeters.TAG_STREAM,
                        stream.stream(),
                        DirectStreamMeters.TAG_LEVEL,
                        DirectStreamMeters.word(level));
                parts.put(tags, (double) Collections.frequency(stream.placedBy().values(), level) / all);
            }
        }
        return parts;
    }

    private static Tags stateTags(StreamSnapshot stream, StreamState state) {
        return Tags.of(
                DirectStreamMeters.TAG_STREAM,
                stream.stream(),
                DirectStreamMeters.TAG_STATE,
                state.name().toLowerCase(Locale.ROOT));
    }

    /** The same keys in both cases, because Prometheus takes only one set of keys per name. */
    private static Tags partitionTags(StreamSnapshot stream, PartitionSnapshot partition, boolean detailed) {
        return Tags.of(
                DirectStreamMeters.TAG_STREAM,
                stream.stream(),
                DirectStreamMeters.TAG_TOPIC,
                partition.partition().topic(),
                DirectStreamMeters.TAG_PARTITION,
                detailed ? Integer.toString(partition.partition().partition()) : DirectStreamMeters.ALL_PARTITIONS);
    }

    private static Meter registerState(MeterRegistry registry, Tags tags, Supplier<Number> value) {
        return Gauge.builder(DirectStreamMeters.STATE, value)
                .description("1 for the state that the stream is in, 0 for the others")
                .tags(tags)
                .register(registry);
    }

    private static Meter registerPlacement(MeterRegistry registry, Tags tags, Supplier<Number> value) {
        return Gauge.builder(DirectStreamMeters.PLACEMENT, value)
                .description("Part of this instance's partitions that is here for the given reason, between 0 and 1")
                .tags(tags)
                .register(registry);
    }

    private static Meter registerLag(MeterRegistry registry, Tags tags, Supplier<Number> value) {
        return Gauge.builder(DirectStreamMeters.LAG, value)
                .description("End of the log minus stored offset, for partitions assigned to this instance")
                .baseUnit("records")
                .tags(tags)
                .register(registry);
    }

    private static Meter registerRateLimit(MeterRegistry registry, Tags tags, Supplier<Number> value) {
        return Gauge.builder(DirectStreamMeters.RATE_LIMIT, value)
                .description(
                        "Records per second that the stream may read on this instance, all its partitions together")
                .tags(tags)
                .register(registry);
    }

    private static Meter registerLagTime(MeterRegistry registry, Tags tags, Supplier<Number> value) {
        return TimeGauge.builder(DirectStreamMeters.LAG_TIME, value, TimeUnit.SECONDS)
                .description("Age of the record at the stored offset, 0 when caught up")
                .tags(tags)
                .register(registry);
    }
}
