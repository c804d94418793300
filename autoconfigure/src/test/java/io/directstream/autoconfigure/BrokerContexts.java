/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.testing.KafkaBroker;
import io.directstream.testing.TestTopics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Applications against the shared broker, each with a group of its own. */
final class BrokerContexts {

    static final String BROKER = KafkaBroker.shared().bootstrapServers();

    private BrokerContexts() {}

    /** Starts an application of the given listeners, whose stream orders reads the given topic. */
    static ConfigurableApplicationContext start(String topic, Class<?> listener, String... settings) {
        Map<String, String> arguments = new LinkedHashMap<>(Map.of(
                "test.topic",
                topic,
                "spring.application.name",
                TestTopics.unique("shop"),
                "spring.kafka.bootstrap-servers",
                BROKER,
                "direct-stream.streams.orders.topics",
                topic,
                "direct-stream.streams.orders.concurrency",
                "2",
                "direct-stream.streams.orders.failure.backoff.delay",
                "50ms"));
        for (String setting : settings) {
            String[] keyAndValue = setting.split("=", 2);
            arguments.put(keyAndValue[0], keyAndValue[1]);
        }
        return run(
                listener,
                arguments.entrySet().stream().map(argument -> "--" + argument).toList());
    }

    static ConfigurableApplicationContext run(Class<?> listener, List<String> arguments) {
        return new SpringApplicationBuilder(Application.class, listener)
                .web(WebApplicationType.NONE)
                .logStartupInfo(false)
                .properties("spring.main.banner-mode=off")
                .run(arguments.toArray(String[]::new));
    }

    static Received received(ConfigurableApplicationContext context) {
        return context.getBean(Received.class);
    }

    /**
     * What the listeners of an application were given.
     *
     * @param values in the order of delivery
     */
    record Received(Queue<Object> values) {

        void add(Object value) {
            values.add(value);
        }

        List<Object> all() {
            return List.copyOf(values);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({KafkaAutoConfiguration.class, DirectStreamAutoConfiguration.class})
    static class Application {

        @Bean
        Received received() {
            return new Received(new ConcurrentLinkedQueue<>());
        }
    }
}
