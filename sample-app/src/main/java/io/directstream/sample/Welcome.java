/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample;

import io.directstream.sample.local.LocalBroker;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Tells whoever started the application what to do next. */
@Component
class Welcome {
    private static final String TEXT = """

            Order totals is running. Look at

              Totals           http://localhost:%1$s/totals
              Streams          http://localhost:%1$s/actuator/directstreams
              Lag              http://localhost:%1$s/actuator/directstreamlag
              Consumer cache   http://localhost:%1$s/actuator/consumercache
              Health           http://localhost:%1$s/actuator/health
              Metrics          http://localhost:%1$s/actuator/prometheus

            Send an order      curl -X POST localhost:%1$s/orders -d '{"product":"tea","amount":2}'
            Orders made up     %2$s a second (SAMPLE_ORDERS_PER_SECOND=0 for none)
            Kafka              %3$s
            Stop               Ctrl-C

            """;

    private final Environment environment;
    private final KafkaConnectionDetails kafka;
    private final Optional<LocalBroker> localBroker;

    Welcome(Environment environment, KafkaConnectionDetails kafka, Optional<LocalBroker> localBroker) {
        this.environment = environment;
        this.kafka = kafka;
        this.localBroker = localBroker;
    }

    @EventListener(ApplicationReadyEvent.class)
    void print() {
        System.out.printf(
                TEXT,
                environment.getProperty("local.server.port"),
                environment.getProperty("sample.orders-per-second"),
                localBroker
                        .map(broker -> broker.bootstrapServers()
                                + " in this JVM (SPRING_KAFKA_BOOTSTRAP_SERVERS=host:port for your own)")
                        .orElseGet(() -> String.join(",", kafka.getBootstrapServers())));
    }
}
