/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.child;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Named whole numbers, which a process tells its parent as one line.
 *
 * @param values the numbers by their names
 */
public record Figures(Map<String, Long> values) {

    private static final String PREFIX = "@figures ";

    /** Copies the values. */
    public Figures {
        values = Map.copyOf(values);
    }

    /** Reads the line written by {@link #toLine()}; empty for any other line. */
    public static Optional<Figures> parse(String line) {
        if (!line.startsWith(PREFIX)) {
            return Optional.empty();
        }
        return Optional.of(new Figures(
                Arrays.stream(line.substring(PREFIX.length()).split(" "))
                        .map(figure -> figure.split("="))
                        .collect(Collectors.toMap(figure -> figure[0], figure -> Long.parseLong(figure[1])))));
    }

    /** These figures and others. */
    public Figures with(Map<String, Long> others) {
        Map<String, Long> all = new HashMap<>(values);
        all.putAll(others);
        return new Figures(all);
    }

    /** These figures as one line. */
    public String toLine() {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(figure -> figure.getKey() + "=" + figure.getValue())
                        .collect(Collectors.joining(" ", PREFIX, ""));
    }

    /**
     * One of the figures.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public long get(String name) {
        Long value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no figure '%s' among %s".formatted(name, values.keySet()));
        }
        return value;
    }

    /** One of the figures; empty if there is none of that name. */
    public Optional<Long> find(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
