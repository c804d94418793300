/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.event.StreamEventPublisher;
import io.directstream.kafka.KafkaDeadLetterSources;
import io.directstream.kafka.KafkaTransactionOffsetStores;
import io.directstream.listener.DirectStreamContainerFactory;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.listener.DirectStreams;
import io.directstream.listener.ListenerMethods;
import io.directstream.listener.ReadObserver;
import io.directstream.listener.ReplayLifecycle;
import io.directstream.listener.StreamExit;
import io.directstream.listener.StreamListenerCheck;
import io.directstream.read.RangeReads;
import io.directstream.strategy.BrokerLocator;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.stream.DeliveryInterceptor;
import io.directstream.stream.StreamObserver;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.Environment;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.annotation.KafkaListenerAnnotationBeanPostProcessor;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.retrytopic.RetryTopicConfiguration;
import org.springframework.kafka.support.converter.BatchMessageConverter;
import org.springframework.kafka.support.converter.BatchMessagingMessageConverter;
import org.springframework.kafka.support.converter.RecordMessageConverter;

/** Auto-configuration of streams: what {@code @DirectStreamListener} needs. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@ConditionalOnClass(KafkaListener.class)
@ConditionalOnBooleanProperty(name = "direct-stream.enabled", matchIfMissing = true)
@EnableConfigurationProperties(DirectStreamProperties.class)
public final class DirectStreamAutoConfiguration {

    DirectStreamAutoConfiguration() {}

    /** Static and with few dependencies, because spring-kafka asks for it while beans are still being made. */
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnMissingBean
    static StreamListenerCheck directStreamListenerCheck(
            ObjectProvider<RetryTopicConfiguration> retryTopics, Environment environment) {
        return new StreamListenerCheck(retryTopics, environment);
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static BlankCountsAsUnset directStreamBlankCountsAsUnset() {
        return new BlankCountsAsUnset();
    }

    @Bean
    @ConditionalOnMissingBean
    ListenerMethods directStreamListenerMethods(
            ObjectProvider<KafkaListenerAnnotationBeanPostProcessor<?, ?>> processor,
            ObjectProvider<BatchMessageConverter> batchConverter,
            ObjectProvider<RecordMessageConverter> recordConverter) {
        return new ListenerMethods(
                processor::getObject,
                () -> batchConverter.getIfUnique(
                        () -> new BatchMessagingMessageConverter(recordConverter.getIfUnique())));
    }

    @Bean
    @ConditionalOnMissingBean
    static StreamExit directStreamExit(DirectStreamProperties properties, ApplicationContext context) {
        Set<String> streams = properties.streams().entrySet().stream()
                .filter(stream -> stream.getValue().onComplete() == OnComplete.EXIT)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new ExitAfterStreams(streams, code -> System.exit(SpringApplication.exit(context, () -> code)));
    }

    @Bean
    @ConditionalOnMissingBean
    OffsetStores directStreamOffsetStores(
            ListableBeanFactory beans,
            ObjectProvider<OffsetStoreKind> stores,
            ObjectProvider<KafkaTransactionOffsetStores> transactions) {
        return new OffsetStores(stores, transactions, new OffsetStoreBeans(beans));
    }

    @Bean
    @ConditionalOnMissingBean
    StreamEventPublisher directStreamEventPublisher(ApplicationEventPublisher events) {
        return new StreamEventPublisher(events);
    }

    @Bean
    @ConditionalOnMissingBean
    Observers directStreamObservers(
            ObjectProvider<StreamObserver> streams,
            ObjectProvider<ReadObserver> reads,
            ObjectProvider<DeliveryInterceptor> deliveries) {
        return new Observers(
                () -> new StreamObservers(streams.orderedStream().toList()),
                () -> new ReadObservers(reads.orderedStream().toList()),
                () -> deliveries.getIfAvailable(() -> DeliveryInterceptor.NONE));
    }

    @Bean
    @ConditionalOnMissingBean
    StreamResources directStreamResources(
            ListableBeanFactory beans,
            ObjectProvider<SslBundles> sslBundles,
            Observers observers,
            ObjectProvider<BrokerLocator> brokers,
            OffsetStores stores,
            ObjectProvider<StreamExit> exit) {
        return new StreamResources(
                observers,
                new NamedBeans<>(beans, "consumer-strategy", ConsumerStrategy.class, "a ConsumerStrategy"),
                () -> brokers.getIfAvailable(() -> BrokerLocator.ADVERTISED),
                stores,
                sslBundles.getIfAvailable(DefaultSslBundleRegistry::new),
                (stream, exitCode) -> exit.getObject().completed(stream, exitCode),
                new DeadLetterSources(beans.getBeanProvider(KafkaDeadLetterSources.class)));
    }

    @Bean
    @ConditionalOnMissingBean
    ConfiguredStreams directStreamConfiguredStreams(
            DirectStreamProperties properties,
            ConsumerFactory<?, ?> kafkaConsumerFactory,
            StreamResources resources,
            Environment environment) {
        return new ConfiguredStreams(properties, kafkaConsumerFactory, ApplicationSettings.of(environment), resources);
    }

    @Bean(DirectStreamContainerFactory.BEAN_NAME)
    @ConditionalOnMissingBean(name = DirectStreamContainerFactory.BEAN_NAME)
    DirectStreamContainerFactory directStreamContainerFactory(ConfiguredStreams streams, ListenerMethods methods) {
        return new DirectStreamContainerFactory(streams, methods);
    }

    @Bean
    @ConditionalOnMissingBean
    DirectStreamContainers directStreamContainers(ObjectProvider<KafkaListenerEndpointRegistry> registry) {
        return new DirectStreamContainers(registry);
    }

    @Bean
    @ConditionalOnMissingBean
    DirectStreams directStreams(
            ConfiguredStreams streams,
            DirectStreamContainerFactory directStreamContainerFactory,
            ObjectProvider<KafkaListenerEndpointRegistry> registry) {
        return new DirectStreams(streams, directStreamContainerFactory, registry);
    }

    @Bean
    @ConditionalOnMissingBean
    ReplayLifecycle directStreamReplayLifecycle(DirectStreamContainers containers) {
        return new ReplayLifecycle(containers);
    }

    /** Made when somebody wants it, because it makes deserializers as the consumer factory does, which may come with a warning. */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    RangeReads<?, ?> directStreamRangeReads(ConfiguredStreams streams) {
        return streams.reads();
    }

    @Bean
    @ConditionalOnMissingBean
    UnheardStreams directStreamUnheardStreams(DirectStreamProperties properties, DirectStreamContainers containers) {
        return new UnheardStreams(properties, containers);
    }
}
