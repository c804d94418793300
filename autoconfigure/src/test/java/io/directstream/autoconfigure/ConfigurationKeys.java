/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.docs.Pages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.ResolvableType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The keys of a record of settings, in the order of its components, as the annotation processor described them for editors.
 */
final class ConfigurationKeys {

    private static final Path PRODUCED = Pages.BASE.resolve("target/classes/META-INF");

    private final Map<String, JsonNode> described = new HashMap<>();

    private ConfigurationKeys(Path metadata, String prefix) {
        try {
            for (JsonNode property : JsonMapper.shared()
                    .readTree(Files.readString(PRODUCED.resolve(metadata)))
                    .path("properties")) {
                String name = property.path("name").asString();
                if (name.startsWith(prefix)) {
                    described.put(name.substring(prefix.length()), property);
                }
            }
        } catch (IOException ex) {
            throw new UncheckedIOException(
                    "%s is not there; give the record of these settings @ConfigurationPropertiesSource"
                            .formatted(metadata),
                    ex);
        }
    }

    /**
     * One key.
     *
     * @param name below the record's own prefix; a list's elements are {@code list[].name}, entries of a map {@code map.*}
     * @param type what it is bound to
     * @param description what it means
     * @param defaultValue the default that the annotations of the record give it, or nothing
     */
    record Key(String name, ResolvableType type, String description, String defaultValue) {}

    /** The keys that all streams share. */
    static List<Key> shared() {
        return new ConfigurationKeys(Path.of("spring-configuration-metadata.json"), "direct-stream.")
                .of("", ResolvableType.forClass(DirectStreamProperties.class))
                .filter(key -> !key.name().startsWith("streams"))
                .toList();
    }

    /** The keys of each stream. */
    static List<Key> ofStream() {
        return of(DirectStreamProperties.Stream.class).toList();
    }

    private static Stream<Key> of(Class<?> source) {
        return new ConfigurationKeys(Path.of("spring", "configuration-metadata", source.getName() + ".json"), "")
                .of("", ResolvableType.forClass(source));
    }

    private Stream<Key> of(String prefix, ResolvableType settings) {
        return Stream.of(settings.toClass().getRecordComponents())
                .flatMap(component -> of(prefix + DataObjectPropertyName.toDashedForm(component.getName()), component));
    }

    private Stream<Key> of(String name, RecordComponent component) {
        ResolvableType type = ResolvableType.forType(component.getGenericType());
        if (type.toClass().isRecord()) {
            return of(name + '.', type);
        }
        JsonNode property = described.getOrDefault(name, JsonMapper.shared().nullNode());
        Key key = new Key(
                type.toClass() == Map.class ? name + ".*" : name,
                type,
                property.path("description").asString(""),
                property.path("defaultValue").asString(""));
        return Stream.concat(Stream.of(key), elements(key));
    }

    private static Stream<Key> elements(Key list) {
        Class<?> element = list.type().getGeneric(0).resolve(Object.class);
        return element.isRecord()
                ? of(element)
                        .map(key -> new Key(
                                list.name() + "[]." + key.name(), key.type(), key.description(), key.defaultValue()))
                : Stream.empty();
    }
}
