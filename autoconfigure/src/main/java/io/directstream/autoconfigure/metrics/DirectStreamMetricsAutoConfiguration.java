/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure.metrics;

import io.directstream.StreamClock;
import io.directstream.autoconfigure.DirectStreamAutoConfiguration;
import io.directstream.autoconfigure.DirectStreamProperties;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.metrics.BatchMeters;
import io.directstream.metrics.ConsumerCacheMeters;
import io.directstream.metrics.ReadMeters;
import io.directstream.metrics.StreamMetersRefresher;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Meters of streams. */
@AutoConfiguration(
        after = DirectStreamAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({DirectStreamContainers.class, MeterRegistry.class})
public final class DirectStreamMetricsAutoConfiguration {

    DirectStreamMetricsAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    BatchMeters directStreamBatchMeters(MeterRegistry registry) {
        return new BatchMeters(registry, StreamClock.SYSTEM);
    }

    @Bean
    @ConditionalOnMissingBean
    ReadMeters directStreamReadMeters(MeterRegistry registry) {
        return new ReadMeters(registry, StreamClock.SYSTEM);
    }

    @Bean
    @ConditionalOnMissingBean
    StreamMetersRefresher directStreamMetersRefresher(
            DirectStreamContainers containers,
            BatchMeters batches,
            ReadMeters reads,
            MeterRegistry registry,
            DirectStreamProperties properties) {
        return new StreamMetersRefresher(
                containers,
                batches,
                reads,
                registry,
                stream -> properties.stream(stream).metrics().perPartition());
    }

    @Bean
    @ConditionalOnMissingBean
    ConsumerCacheMeters directStreamConsumerCacheMeters(DirectStreamContainers containers) {
        return new ConsumerCacheMeters(containers, StreamClock.SYSTEM);
    }
}
