/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The page with the published results. What is between its two marks is written by this class; everything else by hand.
 *
 * @param text the whole page
 */
record PerformancePage(String text) {

    static final String BEGIN = "<!-- results:begin -->\n";

    static final String END = "<!-- results:end -->\n";

    private static final Pattern SECTION =
            Pattern.compile("<!-- result: ([a-z0-9-]+) -->\n(.*?)(?=<!-- result: |\\z)", Pattern.DOTALL);

    /** In the order of the registries; numbers by size. */
    private static final Comparator<String> ORDER = Comparator.comparingInt(PerformancePage::measure)
            .thenComparingInt(PerformancePage::scenario)
            .thenComparingInt(String::length)
            .thenComparing(Comparator.naturalOrder());

    /**
     * Checks the page.
     *
     * @throws IllegalArgumentException if one of the marks is missing
     */
    PerformancePage {
        if (!text.contains(BEGIN) || text.indexOf(END) < text.indexOf(BEGIN)) {
            throw new IllegalArgumentException(
                    "the page lacks the lines %s and %s, in that order".formatted(BEGIN.strip(), END.strip()));
        }
    }

    /** The sections of the page, by name. */
    Map<String, String> sections() {
        Map<String, String> sections = new TreeMap<>(ORDER);
        Matcher matcher = SECTION.matcher(text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END)));
        while (matcher.find()) {
            sections.put(matcher.group(1), matcher.group(2).strip());
        }
        return sections;
    }

    /** The page with these sections; those that it has besides stay. */
    PerformancePage with(Map<String, String> newer) {
        Map<String, String> sections = sections();
        sections.putAll(newer);
        String results = sections.entrySet().stream()
                .map(section -> "<!-- result: %s -->\n\n%s\n\n"
                        .formatted(section.getKey(), section.getValue().strip()))
                .collect(Collectors.joining());
        return new PerformancePage(
                text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + results + text.substring(text.indexOf(END)));
    }

    private static int measure(String section) {
        int index = Measures.names().indexOf(section.split("-", 2)[0]);
        return index < 0 ? Integer.MAX_VALUE : index;
    }

    private static int scenario(String section) {
        return Scenarios.names().indexOf(section.substring(section.indexOf('-') + 1));
    }
}
