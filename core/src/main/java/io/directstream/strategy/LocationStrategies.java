/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Makes the location strategies, after Spark's object of the same name. */
public final class LocationStrategies {

    private LocationStrategies() {}

    /** Spreads partitions evenly over the instances: right in most cases. */
    public static LocationStrategy preferConsistent() {
        return new LocationStrategy.PreferConsistent();
    }

    /** Reads partitions near their leaders, as far as all instances can have equally many. */
    public static LocationStrategy preferBrokers() {
        return preferBrokers(1);
    }

    /**
     * Reads partitions near their leaders.
     *
     * @param maxImbalance how many partitions more one instance may have than another, at least 1
     */
    public static LocationStrategy preferBrokers(int maxImbalance) {
        return preferBrokers(maxImbalance, BrokerLocator.ADVERTISED);
    }

    /**
     * Reads partitions near their leaders, and asks the application where these are.
     *
     * @param maxImbalance how many partitions more one instance may have than another, at least 1
     * @param brokers where brokers run
     */
    public static LocationStrategy preferBrokers(int maxImbalance, BrokerLocator brokers) {
        return new LocationStrategy.PreferBrokers(maxImbalance, brokers);
    }

    /** Reads partitions on the hosts the map names. */
    public static LocationStrategy preferFixed(Map<TopicPartition, String> hosts) {
        return new LocationStrategy.PreferFixed(hosts);
    }
}
