/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import org.apache.kafka.common.Node;

/**
 * Says where brokers run, in the words that the application uses for its own instances. What brokers advertise is often the
 * name of a service or of a pod, from which nobody can tell the node; and clouds name the same zone in several ways.
 *
 * <p>Called on the thread of the group's member, while the group waits: answers must come from memory. Equal brokers get
 * equal answers on all instances, or else a rebalance places partitions otherwise than the one before.
 */
@FunctionalInterface
public interface BrokerLocator {

    /** As the broker says itself: the host that it advertises, and its {@code broker.rack}. */
    BrokerLocator ADVERTISED = broker -> new Location(broker.host(), broker.rack());

    /** Where a broker runs; {@link Location#UNKNOWN} if that is not known. A failure and null count as that, with a warning. */
    Location locate(Node broker);
}
