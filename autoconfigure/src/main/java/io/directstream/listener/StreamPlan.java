/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.Listener;
import io.directstream.OffsetRange;
import io.directstream.StreamClock;
import io.directstream.consumer.Deserializers;
import io.directstream.listener.ObservedRead.Purpose;
import io.directstream.read.RangeReadOptions;
import io.directstream.read.RangeReads;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategy;
import io.directstream.stream.BatchTotals;
import io.directstream.stream.BoundedStream;
import io.directstream.stream.DirectStream;
import io.directstream.stream.GroupLags;
import io.directstream.stream.OffsetMoveException;
import io.directstream.stream.OffsetMoves;
import io.directstream.stream.RateSnapshot;
import io.directstream.stream.StreamDefinition;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.StreamServices;
import io.directstream.stream.StreamSnapshot;
import io.directstream.stream.StreamState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How one stream runs.
 *
 * @param options its settings
 * @param consumerStrategy what it reads
 * @param locationStrategy which instance reads what
 * @param location where this instance runs
 * @param deserializers how bytes become keys and values
 * @param services what it is built on
 * @param bounded which ranges it reads; null if it follows its topics for ever
 * @param beside what is built beside the stream on the same settings, with names for its Kafka clients that end so
 * @param readObserver told of the ranges that it or somebody with its settings reads
 * @param offsetStore the name of its offset store
 * @param missingTopics what it does without its topics
 * @param autoStartup whether it starts with the application
 */
public record StreamPlan(
        StreamOptions options,
        ConsumerStrategy consumerStrategy,
        LocationStrategy locationStrategy,
        Location location,
        Deserializers<Object, Object> deserializers,
        StreamServices services,
        @Nullable Bounded bounded,
        Function<String, StreamServices> beside,
        ReadObserver readObserver,
        String offsetStore,
        MissingTopics missingTopics,
        boolean autoStartup) {

    /**
     * A new stream of this plan, not yet started.
     *
     * @param whenComplete told of the end of a bounded stream, on the stream's own thread
     */
    DirectStream<Object, Object> create(Listener<Object, Object> listener, Consumer<Completion> whenComplete) {
        Bounded given = bounded;
        if (given == null) {
            return DirectStream.create(options, definition(listener), services);
        }
        BoundedStream<Object, Object> stream =
                BoundedStream.of(options, definition(IgnoredCommits.during(listener)), services, () -> find(given));
        observed(stream, Purpose.BOUNDED).thenAccept(whenComplete);
        return stream.stream();
    }

    /** The bounded stream has stopped after its end. */
    void completed(Completion completion) {
        if (bounded != null && !completion.isCancelled()) {
            bounded.exit().completed(options.name(), completion.exitCode());
        }
    }

    private List<OffsetRange> find(Bounded given) {
        RangeReads<Object, Object> reads =
                new RangeReads<>(beside.apply("-ranges").clients(), deserializers);
        List<OffsetRange> ranges = given.ranges().apply(reads);
        reads.check(ranges);
        return ranges;
    }

    /** A new replay of given ranges through the stream's listener, not yet started. */
    BoundedStream<Object, Object> replay(Listener<Object, Object> listener, List<OffsetRange> ranges) {
        StreamServices services = beside.apply("-replay");
        new RangeReads<>(services.clients(), deserializers).check(ranges);
        BoundedStream<Object, Object> stream =
                BoundedStream.replay(options, definition(listener), services, () -> ranges);
        observed(stream, Purpose.REPLAY).thenAccept(Completion::log);
        return stream;
    }

    /** Reads ranges with the stream's connection, deserializers, concurrency and patience. */
    RangeReads<Object, Object> reads() {
        RangeReadOptions read = RangeReadOptions.DEFAULT
                .withConcurrency(options.concurrency())
                .withReadTimeout(options.timeouts().read());
        return new RangeReads<>(
                beside.apply("-read").clients(),
                deserializers,
                read,
                new RangeReadReports(options.name(), readObserver),
                StreamClock.SYSTEM);
    }

    /**
     * Looks at the stored offsets of the stream and moves them.
     *
     * @throws OffsetMoveException if it reads given ranges
     */
    OffsetMoves offsetMoves() {
        if (bounded != null) {
            throw OffsetMoveException.invalid(
                    "stream '%s' reads given ranges, without a group; it stores no offsets".formatted(options.name()));
        }
        return OffsetMoves.of(options, consumerStrategy, services);
    }

    /**
     * Finds out how far the stream is behind in all its partitions.
     *
     * @throws OffsetMoveException if it reads given ranges
     */
    GroupLags groupLags() {
        if (bounded != null) {
            throw OffsetMoveException.invalid(
                    "stream '%s' reads given ranges, without a group; how far it is in them is its lag with the scope instance"
                            .formatted(options.name()));
        }
        return GroupLags.of(options, consumerStrategy, beside.apply("-lag"));
    }

    /** What is to be seen of a stream before its first start. */
    StreamSnapshot neverStarted(Instant since) {
        return new StreamSnapshot(
                options.name(),
                StreamState.STOPPED,
                null,
                bounded == null ? options.groupId() : null,
                bounded == null ? offsetStore : BoundedStream.NO_STORE,
                options.trigger().toString(),
                null,
                List.of(),
                new BatchTotals(0, 0, 0, 0, 0, 0),
                null,
                since,
                null,
                Map.of(),
                null,
                RateSnapshot.UNLIMITED);
    }

    private CompletionStage<Completion> observed(BoundedStream<Object, Object> stream, Purpose purpose) {
        return BoundedRun.observe(options.name(), purpose, stream, readObserver, services.clock());
    }

    private StreamDefinition<Object, Object> definition(Listener<Object, Object> listener) {
        return new StreamDefinition<>(consumerStrategy, locationStrategy, location, deserializers, listener);
    }
}
