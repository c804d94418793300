/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;
import java.util.List;

/** Tells which ranges a bounded stream reads. */
@FunctionalInterface
public interface RangeSource {

    /**
     * The ranges, checked against the brokers. Asked on the stream's own thread, which waits for the answer; asked again after
     * a pause if it fails otherwise than by a refusal.
     *
     * @throws IllegalArgumentException if they cannot be read; the message says what to change
     * @throws org.apache.kafka.common.KafkaException if the brokers do not tell
     */
    List<OffsetRange> ranges();
}
