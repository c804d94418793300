/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.offset.OffsetStore;
import io.directstream.offset.OffsetStoreFactory;
import org.springframework.beans.factory.ListableBeanFactory;

/** The application's own offset stores, by the bean names of their factories. */
final class OffsetStoreBeans {

    private static final String KEY = "offsets.store-bean";

    private final NamedBeans<OffsetStoreFactory> factories;

    OffsetStoreBeans(ListableBeanFactory beans) {
        this.factories = new NamedBeans<>(beans, KEY, OffsetStoreFactory.class, "an OffsetStoreFactory");
    }

    /** Refuses a name that no factory has; makes no bean. */
    void check(Setting setting, String name) {
        if (factories.beans().containsBean(name) && factories.beans().isTypeMatch(name, OffsetStore.class)) {
            throw setting.refuse(
                    KEY,
                    name,
                    "the bean of this name is an OffsetStore, and a store is made anew each time its stream starts; make it an OffsetStoreFactory that returns the store");
        }
        factories.check(setting, name);
    }

    OffsetStoreFactory get(Setting setting, String name) {
        check(setting, name);
        return factories.get(setting, name);
    }
}
