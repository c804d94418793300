/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/** Partitions as requests write them: {@code orders-0 orders-3}. */
final class PartitionNames {

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Topics may hold dashes themselves; the last one is the separator. */
    private static final Pattern PARTITION = Pattern.compile("([a-zA-Z0-9._-]+)-(\\d{1,9})");

    private PartitionNames() {}

    /**
     * Reads a list; none if nothing is given.
     *
     * @throws InvalidEndpointRequestException if one of them is no partition
     */
    static Set<TopicPartition> parse(@Nullable String text) {
        Set<TopicPartition> partitions = new LinkedHashSet<>();
        if (text == null || text.isBlank()) {
            return partitions;
        }
        for (String name : SPACE.split(text.strip())) {
            Matcher matcher = PARTITION.matcher(name);
            if (!matcher.matches()) {
                throw new InvalidEndpointRequestException(
                        "partitions holds '%s'; give topic-partition such as orders-0, separated by blanks, or leave it out for all partitions"
                                .formatted(name),
                        "partitions is a list such as 'orders-0 orders-3'");
            }
            partitions.add(new TopicPartition(matcher.group(1), Integer.parseInt(matcher.group(2))));
        }
        return partitions;
    }
}
