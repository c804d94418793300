/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.endpoints;

import io.directstream.listener.DirectStreamListener;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A web application with one stream, and everything that the actuator tells of it. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class StreamApplication {

    static final String STREAM = "large";

    @Bean
    Large large() {
        return new Large();
    }

    @Bean
    AllocationFilter allocationFilter() {
        return new AllocationFilter();
    }

    /** Its listener, which has nothing to do. */
    static final class Large {

        @DirectStreamListener(STREAM)
        void each(List<ConsumerRecord<byte[], byte[]>> records) {}
    }
}
