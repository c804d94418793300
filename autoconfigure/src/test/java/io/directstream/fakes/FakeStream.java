/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.fakes;

import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.directstream.assignor.PlacedBy;
import io.directstream.consumer.CacheSnapshot;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategies;
import io.directstream.stream.BatchResult;
import io.directstream.stream.BatchTotals;
import io.directstream.stream.Handover;
import io.directstream.stream.PartitionSnapshot;
import io.directstream.stream.RateSnapshot;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.StreamSnapshot;
import io.directstream.stream.StreamState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One stream without a broker. */
public final class FakeStream {

    /** When it began, and when it last made progress unless told otherwise. */
    public static final Instant BEGIN = Instant.parse("2026-11-20T10:00:00Z");

    private final String name;

    private final DirectStreamContainer container = mock(DirectStreamContainer.class);

    private volatile StreamState state = StreamState.RUNNING;

    private volatile @Nullable String reason;

    private volatile @Nullable String memberId;

    private volatile List<PartitionSnapshot> assigned = List.of();

    private volatile BatchTotals totals = new BatchTotals(0, 0, 0, 0, 0, 0);

    private volatile List<BatchResult> history = List.of();

    private volatile Instant lastProgress = BEGIN;

    private volatile Instant asOf = BEGIN.plusSeconds(60);

    private volatile Map<TopicPartition, PlacedBy> placedBy = Map.of();

    private volatile @Nullable Handover lastHandover;

    private volatile RateSnapshot rate = RateSnapshot.UNLIMITED;

    private volatile StreamOptions options;

    private volatile ConsumerStrategy consumerStrategy;

    private volatile CacheSnapshot cache = new CacheSnapshot(64, 0, 0, 0, 0, 0, 0, List.of(), List.of());

    FakeStream(String name) {
        this.name = name;
        this.memberId = "member-of-" + name;
        this.options = StreamOptions.of(name, "shop-" + name);
        this.consumerStrategy = ConsumerStrategies.subscribe(Set.of(name));
        given(container.getStreamName()).willReturn(name);
        given(container.getGroupId()).willReturn("shop-" + name);
        given(container.consumerStrategy()).willAnswer(call -> consumerStrategy);
        given(container.options()).willAnswer(call -> options);
        given(container.locationStrategy()).willReturn(LocationStrategies.preferConsistent());
        given(container.location()).willReturn(new Location("node-a", "zone-1"));
        given(container.snapshot()).willAnswer(call -> snapshot());
        given(container.history()).willAnswer(call -> history);
        given(container.consumerCache()).willAnswer(call -> cache);
        given(container.isRunning()).willAnswer(call -> state != StreamState.STOPPED);
    }

    public DirectStreamContainer container() {
        return container;
    }

    public FakeStream state(StreamState state, @Nullable String reason) {
        this.state = state;
        this.reason = reason;
        return this;
    }

    public FakeStream options(UnaryOperator<StreamOptions> change) {
        this.options = change.apply(options);
        return this;
    }

    public FakeStream reads(ConsumerStrategy strategy) {
        this.consumerStrategy = strategy;
        return this;
    }

    public FakeStream rate(RateSnapshot rate) {
        this.rate = rate;
        return this;
    }

    public FakeStream notJoined() {
        this.memberId = null;
        return this;
    }

    public FakeStream assigned(PartitionSnapshot... partitions) {
        this.assigned = List.of(partitions);
        return this;
    }

    public FakeStream totals(BatchTotals totals) {
        this.totals = totals;
        return this;
    }

    public FakeStream history(BatchResult... newestFirst) {
        this.history = List.of(newestFirst);
        return this;
    }

    public FakeStream lastProgress(Instant lastProgress) {
        this.lastProgress = lastProgress;
        return this;
    }

    public FakeStream asOf(Instant asOf) {
        this.asOf = asOf;
        return this;
    }

    public FakeStream placedBy(Map<TopicPartition, PlacedBy> placedBy) {
        this.placedBy = placedBy;
        return this;
    }

    public FakeStream lastHandover(Handover lastHandover) {
        this.lastHandover = lastHandover;
        return this;
    }

    public FakeStream cache(CacheSnapshot cache) {
        this.cache = cache;
        return this;
    }

    private StreamSnapshot snapshot() {
        return new StreamSnapshot(
                name,
                state,
                reason,
                "shop-" + name,
                "kafka",
                "continuous",
                memberId,
                assigned,
                totals,
                history.isEmpty() ? null : history.get(0),
                lastProgress,
                assigned.isEmpty() ? null : asOf,
                placedBy,
                lastHandover,
                rate);
    }
}
