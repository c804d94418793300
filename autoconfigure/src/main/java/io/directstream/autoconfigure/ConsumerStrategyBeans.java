/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.strategy.ConsumerStrategy;
import java.util.List;
import org.springframework.beans.factory.ListableBeanFactory;

/** The application's own consumer strategies, by bean name. */
final class ConsumerStrategyBeans {

    private static final String KEY = "consumer-strategy";

    private final ListableBeanFactory beans;

    ConsumerStrategyBeans(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /** Refuses a name that no consumer strategy has; makes no bean. */
    void check(Setting setting, String name) {
        if (!beans.containsBean(name)) {
            throw setting.refuse(KEY, name, "there is no bean of this name; " + wayOut(name));
        }
        if (!beans.isTypeMatch(name, ConsumerStrategy.class)) {
            Class<?> type = beans.getType(name);
            throw setting.refuse(
                    KEY,
                    name,
                    "the bean of this name is %s and not a ConsumerStrategy; %s"
                            .formatted(type == null ? "something else" : "a " + type.getName(), wayOut(name)));
        }
    }

    ConsumerStrategy get(Setting setting, String name) {
        check(setting, name);
        return beans.getBean(name, ConsumerStrategy.class);
    }

    private String wayOut(String name) {
        List<String> names = List.of(beans.getBeanNamesForType(ConsumerStrategy.class, true, false));
        return names.isEmpty()
                ? "declare a bean '%s' that extends ConsumerStrategy".formatted(name)
                : "the beans of type ConsumerStrategy are %s".formatted(names);
    }
}
