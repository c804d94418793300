/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes up a few orders a second, so that there is something to see. */
@Component
class OrderGenerator {
    // The product is the key, and these eight keys fall on eight different partitions.
    private static final List<String> PRODUCTS =
            List.of("apple", "bread", "butter", "coffee", "honey", "milk", "scone", "tea");

    private final KafkaTemplate<String, Order> kafka;
    private final int ordersPerSecond;

    OrderGenerator(KafkaTemplate<String, Order> kafka, @Value("${sample.orders-per-second}") int ordersPerSecond) {
        this.kafka = kafka;
        this.ordersPerSecond = ordersPerSecond;
    }

    // The delay is for whoever reads the welcome before the first orders push it up.
    @Scheduled(initialDelay = 5, fixedRate = 1, timeUnit = TimeUnit.SECONDS)
    void send() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < ordersPerSecond; i++) {
            Order order = new Order(PRODUCTS.get(random.nextInt(PRODUCTS.size())), random.nextInt(1, 6));
            kafka.send(SampleApplication.ORDERS, order.product(), order);
        }
    }
}
