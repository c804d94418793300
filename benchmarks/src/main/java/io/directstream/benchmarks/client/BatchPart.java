/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

/**
 * A part of a batch over all partitions that is done.
 *
 * @param dueMicros when the batch was due, in microseconds since 1970; the same for all its parts, but for rounding
 * @param doneMicros when the part was done
 */
public record BatchPart(long dueMicros, long doneMicros) {}
