/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.function.Supplier;

/**
 * Reads properties; one that is blank counts as unset.
 *
 * @param properties the properties
 */
record PropertyReader(Properties properties) {

    String text(String key, String otherwise) {
        String value = properties.getProperty(key, "").trim();
        return value.isEmpty() ? otherwise : value;
    }

    /**
     * A number of things, if it is set.
     *
     * @throws IllegalArgumentException if it is not a whole number of at least 1
     */
    OptionalInt count(String key) {
        String text = text(key, "");
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException("%s is '%s', not a whole number".formatted(key, text), malformed);
        }
        if (value < 1) {
            throw new IllegalArgumentException("%s is %d; it must be at least 1".formatted(key, value));
        }
        return OptionalInt.of(value);
    }

    /**
     * Some of the known names, separated by commas.
     *
     * @throws IllegalArgumentException if another one is named
     */
    List<String> names(String key, List<String> known, Supplier<List<String>> otherwise) {
        List<String> names = words(text(key, ""), ",");
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "%s names '%s', which there is not; take some of %s".formatted(key, name, known));
            }
        }
        return names.isEmpty() ? otherwise.get() : names;
    }

    List<String> words(String key) {
        return words(text(key, ""), " ");
    }

    private static List<String> words(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .map(String::trim)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
