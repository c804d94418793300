/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.consumer.RoundRobinAssignor;
import org.apache.kafka.clients.consumer.StickyAssignor;
import org.springframework.util.ClassUtils;

/** Finds the assignors of {@code upgrade-from}, so that a wrong name stops the start. */
final class AssignorNames {

    private static final String KEY = "upgrade-from";

    /** Kafka's own, under the names by which groups know them. */
    private static final Map<String, Class<? extends ConsumerPartitionAssignor>> KAFKAS = Map.of(
            RangeAssignor.RANGE_ASSIGNOR_NAME, RangeAssignor.class,
            RoundRobinAssignor.ROUNDROBIN_ASSIGNOR_NAME, RoundRobinAssignor.class,
            StickyAssignor.STICKY_ASSIGNOR_NAME, StickyAssignor.class,
            CooperativeStickyAssignor.COOPERATIVE_STICKY_ASSIGNOR_NAME, CooperativeStickyAssignor.class);

    private final Setting setting;

    AssignorNames(Setting setting) {
        this.setting = setting;
    }

    List<String> classNames(List<String> names) {
        return names.stream().map(this::className).distinct().toList();
    }

    private String className(String name) {
        Class<?> assignor = KAFKAS.containsKey(name) ? KAFKAS.get(name) : load(name);
        if (!ConsumerPartitionAssignor.class.isAssignableFrom(assignor)) {
            throw setting.refuse(KEY, name, "this class is no ConsumerPartitionAssignor; " + wayOut());
        }
        return assignor.getName();
    }

    private Class<?> load(String name) {
        try {
            return ClassUtils.forName(name, null);
        } catch (ClassNotFoundException | LinkageError ex) {
            throw setting.refuse(KEY, name, "there is no such assignor; " + wayOut());
        }
    }

    private static String wayOut() {
        return "name one of %s, or a class on the class path"
                .formatted(KAFKAS.keySet().stream().sorted().toList());
    }
}
