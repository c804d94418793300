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

    /**
     * A partition is read by an instance on its leader's host, else in its leader's rack, else anywhere. How many an instance
     * has comes first: none has more than its share only because it is near.
     *
     * @param maxImbalance how many partitions more one instance may have than another, at least 1
     * @param brokers where brokers run
     */
    record PreferBrokers(int maxImbalance, BrokerLocator brokers) implements LocationStrategy {

        /**
         * Checks the values.
         *
         * @throws IllegalArgumentException if the imbalance is below 1, which no number of partitions would allow
         */
        public PreferBrokers {
            if (maxImbalance < 1) {
                throw new IllegalArgumentException(
                        "max-imbalance is %d; instances cannot always have equally many partitions, give 1 or more"
                                .formatted(maxImbalance));
            }
        }
    }

    /**
     * Partitions are read on the hosts that a fixed map names, however many that makes there; several instances on one host
     * share them evenly. The others, and those of hosts that no instance is on, are placed as with {@link PreferConsistent}.
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
