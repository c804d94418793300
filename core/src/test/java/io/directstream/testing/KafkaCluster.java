/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.testing;

import java.util.Map;

/**
 * Two Kafka brokers inside this JVM. The first is the controller and the coordinator of all groups; clients reach the
 * second through a proxy. Topics keep no replicas beyond their leaders.
 */
public final class KafkaCluster implements AutoCloseable {

    private static final Map<String, String> QUICK =
            Map.of("broker.session.timeout.ms", "3000", "broker.heartbeat.interval.ms", "500");

    private final KafkaBroker first = KafkaBroker.start(QUICK);

    private final TcpProxy proxy = new TcpProxy();

    private final KafkaBroker second;

    /** Starts both brokers. */
    public KafkaCluster() {
        try (TestTopics topics = new TestTopics(first.bootstrapServers())) {
            // Has the first broker make the topic of all groups, while it is alone.
            topics.committed("nobody");
        }
        second = first.join(Map.of(
                "broker.session.timeout.ms",
                "3000",
                "broker.heartbeat.interval.ms",
                "500",
                "advertised.listeners",
                "PLAINTEXT://localhost:" + proxy.port()));
        proxy.forwardTo(second.port());
    }

    /** Where clients connect; the first broker. */
    public String bootstrapServers() {
        return first.bootstrapServers();
    }

    /** The second broker, which may be stopped. */
    public KafkaBroker second() {
        return second;
    }

    /** What is between clients and the second broker. */
    public TcpProxy proxy() {
        return proxy;
    }

    @Override
    public void close() {
        second.close();
        proxy.close();
        first.close();
    }
}
