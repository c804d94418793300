/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.listener.DirectStreamContainerFactory;
import io.directstream.listener.DisabledContainerFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.annotation.KafkaListener;

/** Lets an application with stream listeners start while streams are switched off; nothing is read. */
@AutoConfiguration
@ConditionalOnClass(KafkaListener.class)
@ConditionalOnBooleanProperty(name = "direct-stream.enabled", havingValue = false)
public final class DirectStreamDisabledAutoConfiguration {

    DirectStreamDisabledAutoConfiguration() {}

    @Bean(DirectStreamContainerFactory.BEAN_NAME)
    @ConditionalOnMissingBean(name = DirectStreamContainerFactory.BEAN_NAME)
    DisabledContainerFactory directStreamContainerFactory() {
        return new DisabledContainerFactory();
    }
}
