/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Makes the deserializers of a stream: one pair per worker thread, so that they need not be thread-safe. A supplier that
 * returns one shared instance must return a thread-safe one.
 *
 * @param key makes a deserializer for keys, configured
 * @param value makes a deserializer for values, configured
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public record Deserializers<K, V>(Supplier<Deserializer<K>> key, Supplier<Deserializer<V>> value) {}
