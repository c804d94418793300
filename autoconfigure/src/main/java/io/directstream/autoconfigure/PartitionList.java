/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Reads lists of partitions such as {@code [0-3, 7]}. */
final class PartitionList {

    private static final Pattern ELEMENT = Pattern.compile("(\\d{1,6})(?:\\s*-\\s*(\\d{1,6}))?");

    private PartitionList() {}

    /**
     * The partitions that the list names.
     *
     * @throws org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException if it names
     *     none, or one twice, or is not such a list
     */
    static Set<Integer> parse(Setting setting, String key, List<String> list) {
        Set<Integer> partitions = new TreeSet<>();
        for (String element : list) {
            Matcher matcher = ELEMENT.matcher(element.strip());
            if (!matcher.matches()) {
                throw setting.refuse(
                        key,
                        list,
                        "'%s' is neither a partition nor a range of them; write [0-3, 7]".formatted(element));
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last < first) {
                throw setting.refuse(key, list, "'%s' is reversed; write %d-%d".formatted(element, last, first));
            }
            IntStream.rangeClosed(first, last)
                    .filter(each -> !partitions.add(each))
                    .findFirst()
                    .ifPresent(twice -> {
                        throw setting.refuse(key, list, "it names partition %d twice; name it once".formatted(twice));
                    });
        }
        if (partitions.isEmpty()) {
            throw setting.refuse(key, list, "it names no partition; write [0-3, 7] for example");
        }
        return partitions;
    }
}
