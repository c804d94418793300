/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Objects;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What the Kafka clients of this process say of themselves, summed up. Clients that are closed by now are not in it. */
final class ClientMeters {

    private static final String CLIENTS = "kafka.*:type=*-metrics,client-id=*";

    private ClientMeters() {}

    /** Fetch requests so far. */
    static long fetches() {
        return sum("fetch-total");
    }

    /** Connections to brokers now. */
    static long connections() {
        return sum("connection-count");
    }

    private static long sum(String attribute) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            double sum = 0;
            for (ObjectName client : server.queryNames(new ObjectName(CLIENTS), null)) {
                MBeanAttributeInfo[] attributes = server.getMBeanInfo(client).getAttributes();
                if (Arrays.stream(attributes).anyMatch(one -> one.getName().equals(attribute))) {
                    sum += (Double) Objects.requireNonNull(server.getAttribute(client, attribute));
                }
            }
            return (long) sum;
        } catch (JMException failure) {
            throw new IllegalStateException("the clients' meters cannot be read", failure);
        }
    }
}
