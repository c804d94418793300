/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.autoconfigure.ConfigurationKeys.Key;
import io.directstream.docs.Pages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

/**
 * The tables of docs/configuration.md are made of the settings' metadata and of the engine's defaults; the prose around them
 * is written by hand.
 */
class ConfigurationReferenceTests {

    private static final String PAGE = "configuration.md";

    private static final String WRITE = "docs.write";

    private static final Map<Class<?>, String> TYPES = Map.of(
            String.class,
            "text",
            Integer.class,
            "number",
            Long.class,
            "number",
            Double.class,
            "number",
            Duration.class,
            "duration",
            DataSize.class,
            "size",
            Instant.class,
            "timestamp",
            List.class,
            "list",
            Map.class,
            "text");

    private static final Pattern DOTTED = Pattern.compile("(?<![\\w.`-])[a-z][a-z-]*(?:\\.[a-z-]+)+(?![\\w`])");

    private final ConfigurationDefaults defaults = new ConfigurationDefaults();

    @Test
    void thePageShowsEveryKey() {
        String page = Pages.read(PAGE);
        String upToDate = withTable(
                withTable(page, "shared keys", ConfigurationKeys.shared()),
                "stream keys",
                ConfigurationKeys.ofStream());
        if (Boolean.getBoolean(WRITE)) {
            Pages.write(PAGE, upToDate);
            return;
        }

        String command = "mvn -pl autoconfigure -am test -Dtest=%s -D%s=true"
                .formatted(getClass().getSimpleName(), WRITE);
        assertThat(linesOnlyIn(upToDate, page))
                .as("lines that docs/%s lacks; to write it anew: %s", PAGE, command)
                .isEmpty();
        assertThat(page).as("docs/%s; to write it anew: %s", PAGE, command).isEqualTo(upToDate);
    }

    @Test
    void everyKeySaysWhatItMeans() {
        assertThat(Stream.concat(ConfigurationKeys.shared().stream(), ConfigurationKeys.ofStream().stream()))
                .hasSizeGreaterThan(30)
                .filteredOn(key -> key.description().isBlank())
                .as("keys without a description (the @param of their record)")
                .isEmpty();
    }

    @Test
    void everyKeySaysWhatItIsWhenItIsNotSet() {
        assertThat(Stream.concat(ConfigurationKeys.shared().stream(), ConfigurationKeys.ofStream().stream()))
                .filteredOn(key -> !key.name().contains("[]."))
                .filteredOn(key -> !ConfigurationDefaults.NONE.contains(key.name()))
                .filteredOn(key -> defaults.of(key).isEmpty())
                .as("keys without a default: name it in ConfigurationDefaults, or in the description as 'Unset: ...'")
                .extracting(Key::name)
                .isEmpty();
    }

    @Test
    void noDefaultIsStatedForAKeyThatDoesNotExist() {
        Set<String> keys = Stream.concat(ConfigurationKeys.shared().stream(), ConfigurationKeys.ofStream().stream())
                .map(Key::name)
                .collect(Collectors.toSet());

        assertThat(Stream.of(
                                ConfigurationDefaults.NONE,
                                ConfigurationDefaults.OF_THE_APPLICATION.keySet(),
                                ConfigurationDefaults.OF_THE_ENGINE.keySet())
                        .flatMap(Set::stream))
                .filteredOn(key -> !keys.contains(key))
                .isEmpty();
    }

    private static List<String> linesOnlyIn(String text, String other) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        lines.removeAll(other.lines().toList());
        return lines;
    }

    private String withTable(String page, String name, List<Key> keys) {
        Matcher table = Pattern.compile(
                        "(<!-- begin: %1$s -->\n).*(<!-- end: %1$s -->)".formatted(name), Pattern.DOTALL)
                .matcher(page);
        assertThat(table.find()).as("the marks of the %s", name).isTrue();
        return page.substring(0, table.end(1)) + table(keys) + page.substring(table.start(2));
    }

    private String table(List<Key> keys) {
        String rows = keys.stream().map(this::row).collect(Collectors.joining("\n"));
        return "| key | type | default | meaning |\n|---|---|---|---|\n" + rows + "\n";
    }

    private String row(Key key) {
        return "| `%s` | %s | %s | %s |"
                .formatted(
                        key.name(),
                        type(key),
                        marked(defaults.of(key)),
                        marked(ConfigurationDefaults.meaning(key)).replace("|", "\\|"))
                .replace("|  |", "| |");
    }

    private static String type(Key key) {
        Class<?> type = key.type().toClass();
        if (type.isEnum()) {
            return Stream.of(type.getEnumConstants())
                    .map(constant -> '`' + ConfigurationDefaults.word(((Enum<?>) constant).name()) + '`')
                    .collect(Collectors.joining(", "));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "`true`, `false`";
        }
        assertThat(TYPES).as("how the type of '%s' is called", key.name()).containsKey(type);
        return TYPES.getOrDefault(type, "");
    }

    /** Keys inside a sentence as code. */
    private static String marked(String sentence) {
        return DOTTED.matcher(sentence).replaceAll(key -> '`' + key.group() + '`');
    }
}
