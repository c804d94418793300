/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample;

import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Order totals: orders come in through a Kafka topic, totals per product go out over HTTP. */
@SpringBootApplication
@EnableScheduling
public class SampleApplication {
    static final String ORDERS = "orders";

    /** Starts the application; it ends with Ctrl-C. */
    public static void main(String[] args) {
        SpringApplication.run(SampleApplication.class, args);
    }

    @Bean
    NewTopic orders() {
        return TopicBuilder.name(ORDERS).partitions(8).build();
    }
}
