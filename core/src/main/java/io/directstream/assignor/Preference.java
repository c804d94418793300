/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

import io.directstream.strategy.BrokerLocator;
import io.directstream.strategy.HostNames;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategy;
import io.directstream.strategy.LocationStrategy.PreferBrokers;
import io.directstream.strategy.LocationStrategy.PreferFixed;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What a location strategy says of a partition and a location. Used by one thread, for one placement. */
public final class Preference {

    private final LocationStrategy strategy;

    private final Function<TopicPartition, @Nullable Node> leaders;

    private final Map<Node, Location> brokers = new HashMap<>();

    /** There are far fewer brokers and locations than partitions. */
    private final Map<Node, Map<Location, PlacedBy>> nearness = new HashMap<>();

    /**
     * Looks at leaders as they are now.
     *
     * @param strategy the stream's strategy
     * @param leaders the leader of a partition, null if it has none
     */
    public Preference(LocationStrategy strategy, Function<TopicPartition, @Nullable Node> leaders) {
        this.strategy = strategy;
        this.leaders = leaders;
    }

    /** Whether the strategy names a host for the partition, so that nearness and evenness do not count while it is there. */
    boolean fixes(TopicPartition partition) {
        return strategy instanceof PreferFixed fixed && fixed.hosts().containsKey(partition);
    }

    /** Why an instance at this location would be given the partition. */
    public PlacedBy placedBy(TopicPartition partition, Location location) {
        if (strategy instanceof PreferFixed fixed) {
            String host = fixed.hosts().get(partition);
            return host != null && HostNames.same(host, location.host()) ? PlacedBy.FIXED : PlacedBy.BALANCE;
        }
        Node leader = strategy instanceof PreferBrokers ? leaders.apply(partition) : null;
        return leader == null
                ? PlacedBy.BALANCE
                : nearness.computeIfAbsent(leader, none -> new HashMap<>())
                        .computeIfAbsent(location, of -> nearness(leader, of));
    }

    private PlacedBy nearness(Node leader, Location location) {
        Location broker = brokers.computeIfAbsent(leader, node -> BrokerLocations.find(locator(), node));
        if (HostNames.same(broker.host(), location.host())) {
            return PlacedBy.HOST;
        }
        return broker.rack() != null && broker.rack().equals(location.rack()) ? PlacedBy.RACK : PlacedBy.BALANCE;
    }

    private BrokerLocator locator() {
        return ((PreferBrokers) strategy).brokers();
    }
}
