/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.metrics.DirectStreamMeters;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of outages names tests and meters that there are. */
class OutagesTableTests {

    private static final Pattern TEST = Pattern.compile("`([A-Za-z]+Tests)`");

    private static final Pattern METER = Pattern.compile("`(direct\\.stream\\.[a-z.]+)");

    private static final List<String> ROWS = Pages.read("operations.md")
            .lines()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| what happens"))
            .toList();

    @Test
    void everyRowNamesTheTestThatProvokesIt() throws IOException {
        assertThat(ROWS).hasSizeGreaterThan(15);
        for (String row : ROWS) {
            String cell = row.substring(row.lastIndexOf('|', row.length() - 2));
            List<String> tests = matches(TEST, cell);
            assertThat(tests).as(row).isNotEmpty();
            assertThat(classes()).containsAll(tests);
        }
    }

    @Test
    void theMetersExist() throws IllegalAccessException {
        Set<String> meters = new TreeSet<>();
        for (Field constant : DirectStreamMeters.class.getFields()) {
            meters.add(String.valueOf(constant.get(null)));
        }

        assertThat(meters).containsAll(matches(METER, String.join("\n", ROWS)));
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(MatchResult::group)
                .map(found -> found.replace("`", ""))
                .distinct()
                .toList();
    }

    private static Set<String> classes() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : List.of("core", "autoconfigure", "sample-app")) {
            try (Stream<Path> files = Files.walk(Pages.PROJECT.resolve(module).resolve("src/test/java"))) {
                files.map(file -> file.getFileName().toString().replace(".java", ""))
                        .forEach(names::add);
            }
        }
        return names;
    }
}
