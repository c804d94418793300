/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.DirectStreamProperties.Location;
import io.directstream.autoconfigure.DirectStreamProperties.Location.Strategy;
import io.directstream.strategy.LocationStrategies;
import io.directstream.strategy.LocationStrategy;
import io.directstream.stream.InstanceLocation;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** From the settings of one stream to which instance reads what, and where this instance is. */
final class LocationMapper {

    private final Setting setting;

    LocationMapper(String name) {
        this.setting = Setting.ofStream(name);
    }

    LocationStrategy strategy(Location location) {
        Strategy strategy = location.strategy();
        if (strategy != null && strategy != Strategy.PREFER_CONSISTENT) {
            throw setting.refuse(
                    "location.strategy",
                    strategy.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    "it comes with the release that places partitions on replicas; use prefer-consistent until then");
        }
        if (!location.hosts().isEmpty()) {
            throw setting.refuse(
                    "location.hosts",
                    location.hosts(),
                    "it belongs to the strategy prefer-fixed, which is not set; remove it");
        }
        return LocationStrategies.preferConsistent();
    }

    /**
     * Where this instance is.
     *
     * @param clientRack the consumers' {@code client.rack}, if they have one
     */
    InstanceLocation instance(Location location, @Nullable String clientRack) {
        return new InstanceLocation(
                StringUtils.hasText(location.host()) ? location.host() : hostName(),
                StringUtils.hasText(location.rack()) ? location.rack() : clientRack);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException ex) {
            return "localhost";
        }
    }
}
