/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static io.directstream.autoconfigure.Refusals.refusal;
import static io.directstream.autoconfigure.StreamContexts.container;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.listener.DirectStreamListener;
import io.directstream.offset.InMemoryOffsetStore;
import io.directstream.offset.OffsetStoreFactory;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Streams that keep their offsets in the application's own store. */
class OffsetStoreBeansTests {

    private static final String BEAN = "direct-stream.streams.orders.offsets.store-bean";

    @Test
    @DisplayName("I3: a stream keeps its offsets in the application's own store, made anew at each start")
    void aStreamKeepsItsOffsetsThere() {
        try (TestTopics topics = new TestTopics(BrokerContexts.BROKER)) {
            String topic = topics.create(1);
            topics.fill(topic, 1, 10);

            try (ConfigurableApplicationContext context =
                    BrokerContexts.start(topic, InMemory.class, BEAN + "=memory")) {
                InMemoryOffsetStore memory = context.getBean(InMemory.class).memory;
                await().atMost(Duration.ofSeconds(30))
                        .until(() -> memory.written().size() == 10);
                assertThat(memory.stored().get(new TopicPartition(topic, 0)))
                        .satisfies(stored -> assertThat(stored.offset()).isEqualTo(10));
                assertThat(container(context).snapshot().offsetStore()).isEqualTo("memory");
            }
        }
    }

    @Test
    void aNameWithoutABeanIsRefused() {
        InvalidConfigurationPropertyValueException refused =
                refusal(StreamContexts.orders().withPropertyValues(BEAN + "=nobody"));

        assertThat(refused.getName()).isEqualTo(BEAN);
        assertThat(refused.getValue()).isEqualTo("nobody");
        assertThat(refused.getReason()).contains("no bean of this name", "of the type OffsetStoreFactory");
    }

    @Test
    void theStoreItselfIsRefusedWithTheWayOut() {
        InvalidConfigurationPropertyValueException refused = refusal(StreamContexts.orders()
                .withBean("memory", InMemoryOffsetStore.class)
                .withPropertyValues(BEAN + "=memory"));

        assertThat(refused.getReason()).contains("is an OffsetStore", "make it an OffsetStoreFactory");
    }

    @Test
    void aBeanOfSomethingElseIsRefusedWithTheFactoriesThereAre() {
        InvalidConfigurationPropertyValueException refused = refusal(StreamContexts.orders()
                .withBean("something", StringBuilder.class, () -> new StringBuilder("else"))
                .withBean("memory", OffsetStoreFactory.class, () -> context -> new InMemoryOffsetStore())
                .withPropertyValues(BEAN + "=something"));

        assertThat(refused.getReason()).contains("a java.lang.StringBuilder", "are [memory]");
    }

    @Test
    void aStoreBesideItIsRefused() {
        InvalidConfigurationPropertyValueException refused = refusal(StreamContexts.orders()
                .withBean("memory", OffsetStoreFactory.class, () -> context -> new InMemoryOffsetStore())
                .withPropertyValues(BEAN + "=memory", "direct-stream.streams.orders.offsets.store=kafka"));

        assertThat(refused.getName()).isEqualTo(BEAN);
        assertThat(refused.getReason()).contains("offsets.store is kafka", "remove one of the two");
    }

    @Configuration(proxyBeanMethods = false)
    static class InMemory {

        private final InMemoryOffsetStore memory = new InMemoryOffsetStore();

        @Bean("memory")
        OffsetStoreFactory memory() {
            return context -> memory.reopen();
        }

        @DirectStreamListener("orders")
        public void each(List<String> values) {
            values.forEach(memory::write);
        }
    }
}
