/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

/**
 * Who receives the batches of a stream: a {@link BatchListener}, for which every partition advances by itself, or a
 * {@link StreamBatchListener}, for which all partitions advance together.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public sealed interface Listener<K, V> permits BatchListener, StreamBatchListener {}
