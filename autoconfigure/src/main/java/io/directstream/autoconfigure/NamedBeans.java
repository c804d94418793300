/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Beans of one type that a setting of a stream names.
 *
 * @param beans all beans of the application
 * @param key the setting
 * @param type what such a bean is
 * @param wanted the same in words, {@code a ConsumerStrategy} for example
 */
record NamedBeans<T>(ListableBeanFactory beans, String key, Class<T> type, String wanted) {

    /** Refuses a name that no such bean has; makes no bean. */
    void check(Setting setting, String name) {
        if (!beans.containsBean(name)) {
            throw setting.refuse(key, name, "there is no bean of this name; " + wayOut(name));
        }
        if (!beans.isTypeMatch(name, type)) {
            Class<?> found = beans.getType(name);
            throw setting.refuse(
                    key,
                    name,
                    "the bean of this name is %s and not %s; %s"
                            .formatted(
                                    found == null ? "something else" : "a " + found.getName(), wanted, wayOut(name)));
        }
    }

    T get(Setting setting, String name) {
        check(setting, name);
        return beans.getBean(name, type);
    }

    private String wayOut(String name) {
        List<String> names = List.of(beans.getBeanNamesForType(type, true, false));
        return names.isEmpty()
                ? "declare a bean '%s' %s %s"
                        .formatted(name, type.isInterface() ? "of the type" : "that extends", type.getSimpleName())
                : "the beans of type %s are %s".formatted(type.getSimpleName(), names);
    }
}
