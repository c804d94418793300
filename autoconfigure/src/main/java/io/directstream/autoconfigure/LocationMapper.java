/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.DirectStreamProperties.FixedHost;
import io.directstream.autoconfigure.DirectStreamProperties.Location.Strategy;
import io.directstream.listener.StreamSource;
import io.directstream.strategy.BrokerLocator;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategies;
import io.directstream.strategy.LocationStrategy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** From the settings of one stream to which instance reads what, and where this instance is. */
final class LocationMapper {

    private static final String HOSTS = "location.hosts";

    private static final String MAX_IMBALANCE = "location.max-imbalance";

    private final Setting setting;

    LocationMapper(String name) {
        this.setting = Setting.ofStream(name);
    }

    /**
     * Which instance reads what.
     *
     * @param source what the stream reads; null if that is not known yet
     * @param brokers asked where brokers run, if that matters
     */
    LocationStrategy strategy(
            DirectStreamProperties.Location location, @Nullable StreamSource source, Supplier<BrokerLocator> brokers) {
        Strategy strategy = location.strategy() == null ? Strategy.PREFER_CONSISTENT : location.strategy();
        if (strategy != Strategy.PREFER_FIXED && !location.hosts().isEmpty()) {
            throw setting.refuse(
                    HOSTS, location.hosts(), "it belongs to the strategy prefer-fixed, which is not set; remove it");
        }
        if (strategy != Strategy.PREFER_BROKERS && location.maxImbalance() != null) {
            throw setting.refuse(
                    MAX_IMBALANCE,
                    location.maxImbalance(),
                    "it belongs to the strategy prefer-brokers, which is not set; remove it");
        }
        return switch (strategy) {
            case PREFER_CONSISTENT -> LocationStrategies.preferConsistent();
            case PREFER_BROKERS ->
                LocationStrategies.preferBrokers(
                        setting.atLeast(1, MAX_IMBALANCE, location.maxImbalance(), 1), brokers.get());
            case PREFER_FIXED -> LocationStrategies.preferFixed(hosts(location, source));
        };
    }

    /**
     * Where this instance is.
     *
     * @param clientRack the consumers' {@code client.rack}, if they have one
     */
    Location instance(DirectStreamProperties.Location location, @Nullable String clientRack) {
        return new Location(
                StringUtils.hasText(location.host()) ? location.host() : hostName(),
                StringUtils.hasText(location.rack()) ? location.rack() : clientRack);
    }

    private Map<TopicPartition, String> hosts(DirectStreamProperties.Location location, @Nullable StreamSource source) {
        if (location.hosts().isEmpty()) {
            throw setting.refuse(
                    HOSTS,
                    "",
                    "the strategy prefer-fixed needs it; name topic, partitions and host, or use prefer-consistent");
        }
        Map<TopicPartition, String> hosts = new HashMap<>();
        for (int index = 0; index < location.hosts().size(); index++) {
            FixedHost entry = location.hosts().get(index);
            String key = HOSTS + "[%d].".formatted(index);
            String topic = named(key + "topic", entry.topic());
            String host = named(key + "host", entry.host());
            for (int number : PartitionList.parse(setting, key + "partitions", entry.partitions())) {
                TopicPartition partition = new TopicPartition(topic, number);
                if (source != null && !source.reads(partition)) {
                    throw setting.refuse(
                            key + "partitions",
                            entry.partitions(),
                            "the stream reads %s and not %s; remove it or read it too".formatted(source, partition));
                }
                String other = hosts.put(partition, host);
                if (other != null) {
                    throw setting.refuse(
                            key + "partitions",
                            entry.partitions(),
                            "an earlier entry places partition %d of topic '%s' on host '%s' already; name it once"
                                    .formatted(number, topic, other));
                }
            }
        }
        return hosts;
    }

    private String named(String key, @Nullable String value) {
        if (!StringUtils.hasText(value)) {
            throw setting.refuse(key, value, "it is missing; each entry needs topic, partitions and host");
        }
        return value;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException ex) {
            return "localhost";
        }
    }
}
