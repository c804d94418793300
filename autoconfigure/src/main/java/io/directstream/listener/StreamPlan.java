/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.Listener;
import io.directstream.OffsetRange;
import io.directstream.consumer.Deserializers;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategy;
import io.directstream.stream.BoundedStream;
import io.directstream.stream.DirectStream;
import io.directstream.stream.OffsetMoves;
import io.directstream.stream.StreamDefinition;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.StreamServices;
import java.util.List;

/**
 * How one stream runs.
 *
 * @param options its settings
 * @param consumerStrategy what it reads
 * @param locationStrategy which instance reads what
 * @param location where this instance runs
 * @param deserializers how bytes become keys and values
 * @param services what it is built on
 * @param replays what replays beside it are built on
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
        StreamServices replays,
        String offsetStore,
        MissingTopics missingTopics,
        boolean autoStartup) {

    /** A new stream of this plan, not yet started. */
    DirectStream<Object, Object> create(Listener<Object, Object> listener) {
        return DirectStream.create(options, definition(listener), services);
    }

    /** A new replay of given ranges through the stream's listener, not yet started. */
    BoundedStream<Object, Object> replay(Listener<Object, Object> listener, List<OffsetRange> ranges) {
        return BoundedStream.replay(options, definition(listener), replays, () -> ranges);
    }

    /** Looks at the stored offsets of the stream and moves them. */
    OffsetMoves offsetMoves() {
        return OffsetMoves.of(options, consumerStrategy, services);
    }

    private StreamDefinition<Object, Object> definition(Listener<Object, Object> listener) {
        return new StreamDefinition<>(consumerStrategy, locationStrategy, location, deserializers, listener);
    }
}
