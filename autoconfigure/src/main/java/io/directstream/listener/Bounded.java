/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.OffsetRange;
import io.directstream.read.RangeReads;
import java.util.List;
import java.util.function.Function;

/**
 * That a stream reads given ranges and ends.
 *
 * @param ranges finds the ranges, asked when the stream starts
 * @param part in words, which of them this instance reads
 * @param exit told of the end, unless somebody stopped the stream before
 */
public record Bounded(Function<RangeReads<?, ?>, List<OffsetRange>> ranges, String part, StreamExit exit) {}
