/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.offset.OffsetStore;
import io.directstream.offset.OffsetStoreFactory;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;

/** The application's own offset stores, by the bean names of their factories. */
final class OffsetStoreBeans {

    private static final String KEY = "offsets.store-bean";

    private final ListableBeanFactory beans;

    OffsetStoreBeans(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Refuses a name that no factory has; makes no bean. */
    void check(Setting setting, String name) {
        if (!beans.containsBean(name)) {
            throw setting.refuse(KEY, name, "there is no bean of this name; " + wayOut(name));
        }
        if (beans.isTypeMatch(name, OffsetStore.class)) {
            throw setting.refuse(
                    KEY,
                    name,
                    "the bean of this name is an OffsetStore, and a store is made anew each time its stream starts; make it an OffsetStoreFactory that returns the store");
        }
        if (!beans.isTypeMatch(name, OffsetStoreFactory.class)) {
            Class<?> type = beans.getType(name);
            throw setting.refuse(
                    KEY,
                    name,
                    "the bean of this name is %s and not an OffsetStoreFactory; %s"
                            .formatted(type == null ? "something else" : "a " + type.getName(), wayOut(name)));
        }
    }

    OffsetStoreFactory get(Setting setting, String name) {
        check(setting, name);
        return beans.getBean(name, OffsetStoreFactory.class);
    }

    private String wayOut(String name) {
        List<String> names = List.of(beans.getBeanNamesForType(OffsetStoreFactory.class, true, false));
        return names.isEmpty()
                ? "declare a bean '%s' of the type OffsetStoreFactory".formatted(name)
                : "the beans of type OffsetStoreFactory are %s".formatted(names);
    }
}
