/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

class ConfigurationDocumentationTests {

    @Test
    void everySettingIsOnThePage() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "configuration.md"));

        Stream<String> keys = Stream.concat(
                keys("", DirectStreamProperties.class).filter(key -> !key.startsWith("streams")),
                keys("", DirectStreamProperties.Stream.class));

        assertThat(keys)
                .hasSizeGreaterThan(30)
                .allSatisfy(key -> assertThat(page).contains("| `" + key + "` |"));
    }

    private static Stream<String> keys(String prefix, Class<?> settings) {
        return Stream.of(settings.getRecordComponents())
                .flatMap(component ->
                        keys(prefix + DataObjectPropertyName.toDashedForm(component.getName()), component));
    }

    private static Stream<String> keys(String key, RecordComponent component) {
        if (component.getType().isRecord()) {
            return keys(key + ".", component.getType());
        }
        if (component.getType() == Map.class) {
            return Stream.of(key + ".*");
        }
        if (component.getType() == List.class && element(component) instanceof Class<?> type && type.isRecord()) {
            return keys(key + "[].", type);
        }
        return Stream.of(key);
    }

    private static Type element(RecordComponent list) {
        return ((ParameterizedType) list.getGenericType()).getActualTypeArguments()[0];
    }
}
