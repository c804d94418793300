/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/** Finds the classes of failures that a stream's settings name. */
record FailureClasses(Setting setting) {

    private static final String KEY = "failure.not-retryable";

    /** The classes; blank names count as unset. */
    List<Class<? extends Throwable>> of(List<String> names) {
        List<Class<? extends Throwable>> classes = new ArrayList<>();
        for (int index = 0; index < names.size(); index++) {
            if (StringUtils.hasText(names.get(index))) {
                classes.add(find(KEY + '[' + index + ']', names.get(index).strip()));
            }
        }
        return classes;
    }

    private Class<? extends Throwable> find(String key, String name) {
        Class<?> found;
        try {
            found = ClassUtils.forName(name, null);
        } catch (ClassNotFoundException | LinkageError none) {
            throw setting.refuse(
                    key,
                    name,
                    "there is no such class; write its full name, java.lang.IllegalArgumentException for example, with $ before a nested one, or remove it");
        }
        if (!Throwable.class.isAssignableFrom(found)) {
            throw setting.refuse(
                    key, name, "it is no Throwable, so no listener can throw it; name an exception class or remove it");
        }
        return found.asSubclass(Throwable.class);
    }
}
