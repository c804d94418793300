/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.assignor.LocationAssignor;
import io.directstream.assignor.LocationSettings;
import io.directstream.assignor.PlacedBy;
import io.directstream.assignor.Preference;
import io.directstream.strategy.Assign;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategy;
import io.directstream.strategy.LocationStrategy.PreferBrokers;
import io.directstream.strategy.LocationStrategy.PreferConsistent;
import io.directstream.strategy.LocationStrategy.PreferFixed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the group place partitions by the stream's location strategy, and says why those that are here are here. */
final class MemberPlacement {

    private static final Logger log = LoggerFactory.getLogger(MemberPlacement.class);

    /** Leaders of subscribed topics are known already; only for the case that they are not. */
    private static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(1);

    private final ConsumerStrategy consumerStrategy;

    private final LocationStrategy strategy;

    private final Location location;

    private final List<String> upgradeFrom;

    MemberPlacement(StreamDefinition<?, ?> definition, List<String> upgradeFrom) {
        this.consumerStrategy = definition.consumerStrategy();
        this.strategy = definition.locationStrategy();
        this.location = definition.location();
        this.upgradeFrom = upgradeFrom;
    }

    /** The consumer strategy's properties, and those of the assignor. */
    Map<String, Object> groupConsumerProperties() {
        List<String> assignors = new ArrayList<>(List.of(LocationAssignor.class.getName()));
        assignors.addAll(upgradeFrom);
        Map<String, Object> properties = new HashMap<>(consumerStrategy.consumerProperties());
        properties.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, assignors);
        properties.put(
                LocationAssignor.SETTINGS,
                new LocationSettings(strategy, location, consumerStrategy::accepts, settingsHash()));
        return properties;
    }

    /** Whether it matters where this instance runs. */
    boolean dependsOnLocation() {
        return !(strategy instanceof PreferConsistent);
    }

    /** Why each of these partitions is here; those of which the leader is not known are left out. */
    Map<TopicPartition, PlacedBy> placedBy(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
        Map<TopicPartition, Node> leaders = strategy instanceof PreferBrokers ? leaders(consumer, assigned) : Map.of();
        Preference preference = new Preference(strategy, leaders::get);
        Map<TopicPartition, PlacedBy> why = new HashMap<>();
        for (TopicPartition partition : assigned) {
            if (leaders.containsKey(partition) || !(strategy instanceof PreferBrokers)) {
                why.put(partition, preference.placedBy(partition, location));
            }
        }
        return why;
    }

    private Map<TopicPartition, Node> leaders(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
        Set<String> topics = assigned.stream().map(TopicPartition::topic).collect(Collectors.toSet());
        Map<TopicPartition, Node> leaders = new HashMap<>();
        for (String topic : topics) {
            try {
                for (PartitionInfo info : consumer.partitionsFor(topic, LOOKUP_TIMEOUT)) {
                    if (info.leader() != null) {
                        leaders.put(new TopicPartition(topic, info.partition()), info.leader());
                    }
                }
            } catch (TimeoutException | AuthorizationException ex) {
                log.debug("the leaders of topic {} are not known", topic, ex);
            }
        }
        return leaders;
    }

    /** The same for instances that were configured alike: made of values whose hash is the same in every JVM. */
    private int settingsHash() {
        Object listed = consumerStrategy instanceof Assign assign ? Set.copyOf(assign.partitions()) : Set.of();
        Object placing = strategy instanceof PreferFixed fixed
                ? fixed.hosts()
                : strategy instanceof PreferBrokers brokers ? (Object) brokers.maxImbalance() : 0;
        return Objects.hash(listed, placing);
    }
}
