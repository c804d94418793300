/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.listener.DirectStreamListener;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** Applications with one stream, which does not start by itself. */
final class StreamContexts {

    private StreamContexts() {}

    /** An application named shop, without streams. */
    static ApplicationContextRunner shop() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        KafkaAutoConfiguration.class,
                        DirectStreamAutoConfiguration.class,
                        DirectStreamDisabledAutoConfiguration.class))
                .withPropertyValues("spring.application.name=shop", "spring.kafka.listener.auto-startup=false");
    }

    /** The same with a listener of the stream orders, which reads the topic orders. */
    static ApplicationContextRunner orders() {
        return shop().withBean(Orders.class).withPropertyValues("direct-stream.streams.orders.topics=orders");
    }

    static DirectStreamContainer container(ApplicationContext context) {
        return context.getBean(DirectStreamContainers.class).find("orders").orElseThrow();
    }

    static class Orders {

        @DirectStreamListener("orders")
        public void each(List<ConsumerRecord<String, String>> records) {}
    }
}
