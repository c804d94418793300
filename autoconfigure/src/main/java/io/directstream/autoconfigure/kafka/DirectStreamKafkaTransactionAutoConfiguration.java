/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure.kafka;

import io.directstream.autoconfigure.DirectStreamAutoConfiguration;
import io.directstream.kafka.KafkaDeadLetterSources;
import io.directstream.kafka.KafkaTransactionOffsetStores;
import io.directstream.kafka.ListenerKafkaTemplate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.ProducerListener;
import org.springframework.kafka.support.converter.RecordMessageConverter;

/** Output and offsets in one Kafka transaction, for streams whose {@code offsets.store} is {@code kafka-transaction}. */
@AutoConfiguration(before = DirectStreamAutoConfiguration.class, after = KafkaAutoConfiguration.class)
@ConditionalOnClass(KafkaTemplate.class)
@ConditionalOnBooleanProperty(name = "direct-stream.enabled", matchIfMissing = true)
public final class DirectStreamKafkaTransactionAutoConfiguration {

    DirectStreamKafkaTransactionAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    KafkaTransactionOffsetStores directStreamKafkaTransactionOffsetStores(
            ObjectProvider<ProducerFactory<Object, Object>> producers) {
        return new KafkaTransactionOffsetStores(producers::getObject);
    }

    @Bean
    @ConditionalOnMissingBean
    KafkaDeadLetterSources directStreamKafkaDeadLetterSources(
            ObjectProvider<ProducerFactory<Object, Object>> producers, KafkaTransactionOffsetStores stores) {
        return new KafkaDeadLetterSources(producers::getObject, stores);
    }

    /** Not a candidate without a qualifier, so that the application's own template stays the only one. */
    @Bean(defaultCandidate = false)
    @ConditionalOnMissingBean(name = "directStreamKafkaTemplate")
    KafkaTemplate<?, ?> directStreamKafkaTemplate(
            KafkaTransactionOffsetStores stores,
            KafkaProperties properties,
            ObjectProvider<ProducerListener<Object, Object>> listener,
            ObjectProvider<RecordMessageConverter> converter) {
        ListenerKafkaTemplate template = stores.template();
        listener.ifUnique(template::setProducerListener);
        converter.ifUnique(template::setMessageConverter);
        PropertyMapper map = PropertyMapper.get();
        map.from(properties.getTemplate().getDefaultTopic()).to(template::setDefaultTopic);
        map.from(properties.getTemplate().isObservationEnabled()).to(template::setObservationEnabled);
        return template;
    }
}
