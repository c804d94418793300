/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The same range of some partitions, for a stream that ends.
 *
 * @param topic Topic of the partitions.
 * @param partitions Partitions as numbers and ranges, such as 0-3 and 7. Unset: all of the topic.
 * @param fromOffset First offset to read. Unset: the first that the log holds.
 * @param fromTimestamp Timestamp that the first record must have reached, such as 2026-11-01T00:00:00Z.
 * @param untilOffset Offset after the last one to read. Unset: the end of the log when the stream starts.
 * @param untilTimestamp Timestamp before which records are read: up to the first record that reached it.
 */
@ConfigurationPropertiesSource
public record GivenRange(
        @Nullable String topic,
        @DefaultValue List<String> partitions,
        @Nullable Long fromOffset,
        @Nullable Instant fromTimestamp,
        @Nullable Long untilOffset,
        @Nullable Instant untilTimestamp) {}
