/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

import io.directstream.strategy.BrokerLocator;
import io.directstream.strategy.Location;
import org.apache.kafka.common.Node;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the application where brokers are. That only says what would be better, so no fault of its keeps a group from its work. */
final class BrokerLocations {

    private static final Logger log = LoggerFactory.getLogger(BrokerLocations.class);

    private BrokerLocations() {}

    /** Where the broker is; {@link Location#UNKNOWN}, with a warning, if the locator fails or answers null. */
    static Location find(BrokerLocator locator, Node broker) {
        try {
            Location location = locator.locate(broker);
            if (location != null) {
                return location;
            }
            log.warn(
                    "broker locator {} answered null for broker {}, which counts as unknown; let it answer Location.UNKNOWN",
                    locator,
                    broker);
        } catch (RuntimeException failure) {
            log.warn("broker locator {} failed for broker {}, which counts as unknown", locator, broker, failure);
        }
        return Location.UNKNOWN;
    }
}
