/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.local;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.NetworkClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * Brings a broker where none is given: in the profile {@code local} and without {@code spring.kafka.bootstrap-servers}.
 * It runs before the first bean is made, so that Boot and everything built on it see a broker like any other.
 */
final class LocalBrokerInitializer implements ApplicationContextInitializer<GenericApplicationContext>, Ordered {
    private static final Logger log = LoggerFactory.getLogger(LocalBrokerInitializer.class);
    private static final String BOOTSTRAP_SERVERS = "spring.kafka.bootstrap-servers";
    private static final String DATA_DIRECTORY = "sample.data-directory";

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void initialize(GenericApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (environment.acceptsProfiles(Profiles.of("local")) && !brokerGiven(environment)) {
            LocalBroker broker = start(context, environment);
            environment
                    .getPropertySources()
                    .addFirst(
                            new MapPropertySource("localBroker", Map.of(BOOTSTRAP_SERVERS, broker.bootstrapServers())));
        }
    }

    private static boolean brokerGiven(ConfigurableEnvironment environment) {
        return Binder.get(environment)
                .bind(BOOTSTRAP_SERVERS, Bindable.listOf(String.class))
                .map(servers -> !servers.isEmpty())
                .orElse(false);
    }

    private static LocalBroker start(GenericApplicationContext context, ConfigurableEnvironment environment) {
        Path directory = Path.of(environment.getRequiredProperty(DATA_DIRECTORY))
                .toAbsolutePath()
                .normalize();
        DirectoryLock lock = DirectoryLock.tryLock(directory).orElseThrow(() -> inUse(directory));
        LocalBroker broker = LocalBroker.start(
                directory.resolve("kafka"), environment.getRequiredProperty("sample.kafka-port", Integer.class));
        log.info("Started a Kafka broker in this JVM at {}, data in {}", broker.bootstrapServers(), directory);
        // While it stops it closes a connection of its own twice and warns about that.
        LoggingSystem.get(LocalBroker.class.getClassLoader())
                .setLogLevel(NetworkClient.class.getName(), LogLevel.ERROR);
        // What is registered first is destroyed last: the broker stops after the streams and the producer.
        DefaultListableBeanFactory beans = context.getDefaultListableBeanFactory();
        beans.registerDisposableBean("localBrokerLock", lock::close);
        beans.registerDisposableBean("localBroker", broker::close);
        beans.registerSingleton("localBroker", broker);
        return broker;
    }

    private static InvalidConfigurationPropertyValueException inUse(Path directory) {
        return new InvalidConfigurationPropertyValueException(
                DATA_DIRECTORY,
                directory,
                "another running application uses this directory. Stop it, or give this one a directory of its own."
                        + " To share the other one's broker, name that as well: "
                        + BOOTSTRAP_SERVERS + "=localhost:9092");
    }
}
