/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.startup;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;

/** An application with three batch listeners of spring-kafka. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class KafkaListeners {

    @Bean
    FirstRecords firstRecords() {
        return new FirstRecords();
    }

    @Bean
    Listeners listeners(FirstRecords first) {
        return new Listeners(first);
    }

    /** The listeners. */
    static final class Listeners {

        private static final String TOPICS = "${startup.topics}";

        private static final String GROUPS = "${startup.groups}";

        private final FirstRecords first;

        Listeners(FirstRecords first) {
            this.first = first;
        }

        @KafkaListener(
                id = FirstRecords.ONE,
                topics = TOPICS + FirstRecords.ONE,
                groupId = GROUPS + FirstRecords.ONE,
                batch = "true")
        void one(List<ConsumerRecord<String, String>> records) {
            first.arrived(FirstRecords.ONE);
        }

        @KafkaListener(
                id = FirstRecords.TWO,
                topics = TOPICS + FirstRecords.TWO,
                groupId = GROUPS + FirstRecords.TWO,
                batch = "true")
        void two(List<ConsumerRecord<String, String>> records) {
            first.arrived(FirstRecords.TWO);
        }

        @KafkaListener(
                id = FirstRecords.THREE,
                topics = TOPICS + FirstRecords.THREE,
                groupId = GROUPS + FirstRecords.THREE,
                batch = "true")
        void three(List<ConsumerRecord<String, String>> records) {
            first.arrived(FirstRecords.THREE);
        }
    }
}
