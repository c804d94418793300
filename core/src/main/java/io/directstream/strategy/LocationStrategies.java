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

    /** Reads partitions near their leaders. */
    public static LocationStrategy preferBrokers() {
        return new LocationStrategy.PreferBrokers();
    }

    /** Reads partitions on the hosts the map names. */
    public static LocationStrategy preferFixed(Map<TopicPartition, String> hosts) {
        return new LocationStrategy.PreferFixed(hosts);
    }
}
