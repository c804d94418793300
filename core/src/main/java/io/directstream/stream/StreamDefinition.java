/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.Listener;
import io.directstream.consumer.Deserializers;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategy;

/**
 * What a stream does: what it reads, where, and who receives it.
 *
 * @param consumerStrategy what is read
 * @param locationStrategy which instance reads it
 * @param location where this instance runs
 * @param deserializers how bytes become keys and values
 * @param listener who receives the batches
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public record StreamDefinition<K, V>(
        ConsumerStrategy consumerStrategy,
        LocationStrategy locationStrategy,
        Location location,
        Deserializers<K, V> deserializers,
        Listener<K, V> listener) {}
