/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

/**
 * How much one fetch may bring, so that prefetched records stay within the stream's budget.
 *
 * @param maxBytes bytes per answer of a broker
 * @param maxPartitionBytes bytes per partition in an answer
 */
public record FetchLimits(int maxBytes, int maxPartitionBytes) {}
