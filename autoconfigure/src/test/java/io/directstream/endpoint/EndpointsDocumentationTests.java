/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page on endpoints tells of every field, and its examples have the fields that answers have. */
class EndpointsDocumentationTests {

    private static final Path PAGE = Path.of(System.getProperty("basedir", ""), "..", "docs", "endpoints.md");

    private static final Pattern EXAMPLE = Pattern.compile("```json\\n(.*?)\\n```", Pattern.DOTALL);

    private final String page = Files.readString(PAGE);

    EndpointsDocumentationTests() throws IOException {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "directstreams.json",
                "directstreams-batches.json",
                "directstreamlag.json",
                "directstreamlag-group.json",
                "consumercache.json",
                "directstreamoffsets.json",
                "directstreamoffsets-moved.json",
                "directstreamreplay.json"
            })
    void namesEveryField(String answer) throws IOException {
        assertThat(fields(answer))
                .filteredOn(field -> !page.contains("`" + field + "`"))
                .as("fields that the page does not name")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "directstreams.json",
                "directstreams-batches.json",
                "directstreamlag.json",
                "directstreamlag-group.json",
                "consumercache.json",
                "directstreamoffsets.json",
                "directstreamoffsets-moved.json",
                "directstreamreplay.json"
            })
    void showsAnExampleOfEveryAnswer(String answer) throws IOException {
        Set<String> fields = fields(answer);
        fields.remove("message"); // in the example of a failed batch

        assertThat(EXAMPLE.matcher(page).results())
                .as("fields of the examples")
                .extracting(EndpointsDocumentationTests::fields)
                .anySatisfy(example -> assertThat(example).containsAll(fields));
    }

    @Test
    void showsExamplesThatAreJson() {
        assertThat(EXAMPLE.matcher(page).results()).hasSize(10).allSatisfy(EndpointsDocumentationTests::fields);
    }

    private static Set<String> fields(MatchResult example) {
        return fieldsOf(JsonMapper.shared().readTree(example.group(1)));
    }

    private static Set<String> fields(String answer) throws IOException {
        return fieldsOf(JsonMapper.shared()
                .readTree(new ClassPathResource(answer, EndpointsDocumentationTests.class).getContentAsByteArray()));
    }

    private static Set<String> fieldsOf(JsonNode node) {
        Set<String> fields = new TreeSet<>();
        collect(node, fields);
        fields.removeAll(Set.of("orders", "payments"));
        return fields;
    }

    private static void collect(JsonNode node, Set<String> fields) {
        fields.addAll(node.propertyNames());
        node.forEach(child -> collect(child, fields));
    }
}
