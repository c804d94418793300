/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import io.directstream.OffsetRange;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/** Ranges as they are written in addresses, separated by blanks. */
final class RangeNames {

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Topics may hold dashes themselves; the last one is the separator. */
    private static final Pattern RANGE = Pattern.compile("([a-zA-Z0-9._-]+)-(\\d{1,9})@\\[(\\d{1,18}),(\\d{1,18})\\)");

    private RangeNames() {}

    /**
     * Reads a list.
     *
     * @throws InvalidEndpointRequestException if it is empty, or one of them is no range
     */
    static List<OffsetRange> parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            throw refused("ranges is empty; give at least one range");
        }
        List<OffsetRange> ranges = new ArrayList<>();
        for (String name : SPACE.split(text.strip())) {
            ranges.add(parseOne(name));
        }
        return ranges;
    }

    private static OffsetRange parseOne(String name) {
        Matcher matcher = RANGE.matcher(name);
        if (!matcher.matches()) {
            throw refused(
                    "ranges holds '%s'; give topic-partition@[from,until) such as orders-0@[0,100), separated by blanks"
                            .formatted(name));
        }
        try {
            return OffsetRange.create(
                    matcher.group(1),
                    Integer.parseInt(matcher.group(2)),
                    Long.parseLong(matcher.group(3)),
                    Long.parseLong(matcher.group(4)));
        } catch (IllegalArgumentException reversed) {
            throw refused("ranges holds '%s': %s".formatted(name, reversed.getMessage()));
        }
    }

    private static InvalidEndpointRequestException refused(String why) {
        return new InvalidEndpointRequestException(why, "ranges is a list such as 'orders-0@[0,100) orders-1@[20,50)'");
    }
}
