/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The longer Java examples of the pages are compiled. One that stands between {@code // snippet: name} and {@code // end} in
 * {@link Snippets} is shown by a page below the mark {@code <!-- snippet: name -->}.
 */
class SnippetTests {

    private static final Path SOURCE = Pages.BASE.resolve("src/test/java/io/directstream/docs/Snippets.java");

    private static final Pattern COMPILED =
            Pattern.compile("\\n *// snippet: (\\S+)\\n(.*?)\\n *// end\\n", Pattern.DOTALL);

    private static final Pattern SHOWN = Pattern.compile("(?:<!-- (.*?) -->\\n)?```java\\n(.*?)\\n```", Pattern.DOTALL);

    private static final String MARK = "snippet: ";

    private static final int SHORT = 3;

    private final Map<String, String> compiled;

    SnippetTests() throws IOException {
        compiled = COMPILED.matcher(Files.readString(SOURCE))
                .results()
                .collect(Collectors.toMap(
                        snippet -> snippet.group(1), snippet -> snippet.group(2).stripIndent()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "concepts.md",
                "migration-from-spark.md",
                "delivery-guarantees.md",
                "metrics.md",
                "writing-a-store.md"
            })
    void showsOnlyCodeThatCompiles(String page) {
        SHOWN.matcher(Pages.read(page))
                .results()
                .map(example -> new Example(Objects.requireNonNullElse(example.group(1), ""), example.group(2)))
                .filter(Example::isToBeCompiled)
                .forEach(this::isCompiled);
    }

    @Test
    void everySnippetIsShown() {
        String pages = Stream.of("concepts.md", "migration-from-spark.md", "metrics.md", "writing-a-store.md")
                .map(Pages::read)
                .collect(Collectors.joining());

        assertThat(compiled.keySet())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(pages).contains("<!-- " + MARK + name + " -->"));
    }

    private void isCompiled(Example example) {
        assertThat(example.mark()).as("mark above %s", example.code()).startsWith(MARK);
        assertThat(example.code())
                .as("the example below <!-- %s -->, as it stands in %s", example.mark(), SOURCE.getFileName())
                .isEqualTo(compiled.get(example.mark().substring(MARK.length())));
    }

    /**
     * What a page shows.
     *
     * @param mark the mark above it, or nothing
     * @param code the code
     */
    private record Example(String mark, String code) {

        boolean isToBeCompiled() {
            boolean isShort = mark.isEmpty() && code.lines().count() <= SHORT;
            return !isShort && !mark.equals("Spark");
        }
    }
}
