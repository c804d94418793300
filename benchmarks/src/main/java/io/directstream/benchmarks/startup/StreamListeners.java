/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.startup;

import io.directstream.listener.DirectStreamListener;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with three streams. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class StreamListeners {

    @Bean
    FirstRecords firstRecords() {
        return new FirstRecords();
    }

    @Bean
    Listeners listeners(FirstRecords first) {
        return new Listeners(first);
    }

    /** Their listeners. */
    static final class Listeners {

        private final FirstRecords first;

        Listeners(FirstRecords first) {
            this.first = first;
        }

        @DirectStreamListener(FirstRecords.ONE)
        void one(List<ConsumerRecord<String, String>> records) {
            first.arrived(FirstRecords.ONE);
        }

        @DirectStreamListener(FirstRecords.TWO)
        void two(List<ConsumerRecord<String, String>> records) {
            first.arrived(FirstRecords.TWO);
        }

        @DirectStreamListener(FirstRecords.THREE)
        void three(List<ConsumerRecord<String, String>> records) {
            first.arrived(FirstRecords.THREE);
        }
    }
}
