/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure.health;

import io.directstream.StreamClock;
import io.directstream.autoconfigure.DirectStreamAutoConfiguration;
import io.directstream.autoconfigure.DirectStreamProperties;
import io.directstream.health.DirectStreamsHealthContributor;
import io.directstream.listener.DirectStreamContainers;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

/** Health component {@code directStreams}. */
@AutoConfiguration(after = DirectStreamAutoConfiguration.class)
@ConditionalOnClass({HealthContributor.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(DirectStreamContainers.class)
@ConditionalOnEnabledHealthIndicator("directstreams")
public final class DirectStreamHealthContributorAutoConfiguration {

    DirectStreamHealthContributorAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "directStreamsHealthContributor")
    DirectStreamsHealthContributor directStreamsHealthContributor(
            DirectStreamContainers containers, DirectStreamProperties properties) {
        return new DirectStreamsHealthContributor(
                containers, stream -> properties.stream(stream).health().noProgressAfter(), StreamClock.SYSTEM);
    }
}
