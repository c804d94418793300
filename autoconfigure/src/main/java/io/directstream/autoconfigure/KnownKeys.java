/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.core.ResolvableType;

/** The keys under {@code direct-stream}, read from the records that they are bound to. */
final class KnownKeys {

    private KnownKeys() {}

    /** The key that was probably meant by an unknown one: right as far as it is known, then with the nearest word. */
    static Optional<String> nearest(ConfigurationPropertyName unknown) {
        ResolvableType type = ResolvableType.forClass(DirectStreamProperties.class);
        StringBuilder known = new StringBuilder(unknown.getElement(0, Form.ORIGINAL));
        for (int index = 1; index < unknown.getNumberOfElements(); index++) {
            String element = unknown.getElement(index, Form.UNIFORM);
            if (unknown.isNumericIndex(index)) {
                known.append('[').append(element).append(']');
                type = type.getGeneric(0);
                continue;
            }
            if (type.resolve() == Map.class) {
                known.append('.').append(unknown.getElement(index, Form.ORIGINAL));
                type = type.getGeneric(1);
                continue;
            }
            List<RecordComponent> keys = keys(type);
            Optional<RecordComponent> key = keys.stream()
                    .filter(each -> each.getName().equalsIgnoreCase(element))
                    .findFirst();
            if (key.isEmpty()) {
                return Nearest.to(unknown.getElement(index, Form.DASHED), names(keys))
                        .map(name -> known.append('.').append(name).toString());
            }
            known.append('.').append(dashed(key.get().getName()));
            type = ResolvableType.forType(key.get().getGenericType());
        }
        return Optional.empty();
    }

    private static List<RecordComponent> keys(ResolvableType type) {
        Class<?> resolved = type.resolve(Object.class);
        return resolved.isRecord() ? Arrays.asList(resolved.getRecordComponents()) : List.of();
    }

    private static List<String> names(List<RecordComponent> keys) {
        return keys.stream().map(key -> dashed(key.getName())).toList();
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
