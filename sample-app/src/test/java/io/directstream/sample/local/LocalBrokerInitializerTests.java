/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.support.GenericApplicationContext;

@DisplayName("Bringing a broker")
class LocalBrokerInitializerTests {
    @TempDir
    private Path directory;

    @Test
    void startsOneInTheProfileLocalAndStopsItWithTheApplication() {
        GenericApplicationContext context = context("local");

        new LocalBrokerInitializer().initialize(context);

        LocalBroker broker = context.getBeanFactory().getBean(LocalBroker.class);
        assertThat(context.getEnvironment().getProperty("spring.kafka.bootstrap-servers"))
                .isEqualTo(broker.bootstrapServers());
        assertThat(DirectoryLock.tryLock(directory)).isEmpty();
        context.refresh();
        context.close();
        assertThat(DirectoryLock.tryLock(directory)).isPresent();
    }

    @Test
    void isLeftToTheUserInAnyOtherProfile() {
        GenericApplicationContext context = context("production");

        new LocalBrokerInitializer().initialize(context);

        assertThat(context.getBeanFactory().getBeanNamesForType(LocalBroker.class))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spring.kafka.bootstrap-servers=kafka:9092",
                "spring.kafka.bootstrap-servers[0]=kafka:9092",
                "spring.kafka.bootstrapServers=kafka:9092"
            })
    void isLeftOutWhereOneIsNamed(String property) {
        GenericApplicationContext context = context("local");
        TestPropertyValues.of(property).applyTo(context);

        new LocalBrokerInitializer().initialize(context);

        assertThat(context.getBeanFactory().getBeanNamesForType(LocalBroker.class))
                .isEmpty();
    }

    @Test
    void isRefusedWhileAnotherApplicationUsesTheDirectory() throws Exception {
        try (DirectoryLock other = DirectoryLock.tryLock(directory).orElseThrow()) {
            assertThat(other).isNotNull();
            assertThatThrownBy(() -> new LocalBrokerInitializer().initialize(context("local")))
                    .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                    .hasMessageContaining("sample.data-directory")
                    .hasMessageContaining("another running application uses this directory");
        }
    }

    private GenericApplicationContext context(String profile) {
        GenericApplicationContext context = new GenericApplicationContext();
        context.getEnvironment().setActiveProfiles(profile);
        TestPropertyValues.of("sample.data-directory=" + directory, "sample.kafka-port=0")
                .applyTo(context);
        return context;
    }
}
