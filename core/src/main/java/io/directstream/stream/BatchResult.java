/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.RangeAddress;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One finished delivery of a range.
 *
 * @param id counts the deliveries of this run of the stream, from 1
 * @param address the stream and the range
 * @param attempt which delivery of the same range this was, from 1
 * @param records the number of records in it
 * @param outcome how it ended
 * @param startedAt when it began
 * @param duration how long reading, the listener and handing over to the store took
 * @param failure what the listener or its deserializer threw, if it failed
 */
public record BatchResult(
        long id,
        RangeAddress address,
        int attempt,
        int records,
        BatchOutcome outcome,
        Instant startedAt,
        Duration duration,
        @Nullable Throwable failure) {}
