/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Which instance of the application should read a partition, after Spark's class of the same name. */
public sealed interface LocationStrategy {

    /** The name under which endpoints and logs show this strategy. */
    default String type() {
        return getClass().getSimpleName();
    }

    /** Partitions are spread evenly over the instances and stay where they are as far as that allows. */
    record PreferConsistent() implements LocationStrategy {}

    /** A partition is read by an instance on its leader's host or in its leader's rack, where there is one. */
    record PreferBrokers() implements LocationStrategy {}

    /**
     * Partitions are read on the hosts that a fixed map names; the others as with {@link PreferConsistent}.
     *
     * @param hosts partition to host
     */
    record PreferFixed(Map<TopicPartition, String> hosts) implements LocationStrategy {

        /** Copies the map. */
        public PreferFixed {
            hosts = Map.copyOf(hosts);
        }
    }
}
