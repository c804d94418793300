/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static io.directstream.autoconfigure.StreamContexts.container;
import static io.directstream.autoconfigure.StreamContexts.orders;
import static io.directstream.autoconfigure.StreamContexts.shop;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamContainerFactory;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.listener.DirectStreamListener;
import io.directstream.strategy.LocationStrategy.PreferConsistent;
import io.directstream.strategy.Subscribe;
import io.directstream.strategy.Subscription;
import io.directstream.stream.StreamState;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Which beans there are, and what a stream of few lines is made of. */
@ExtendWith(OutputCaptureExtension.class)
@Isolated("it looks at everything that is printed meanwhile")
class DirectStreamAutoConfigurationTests {

    @Test
    void aListenerAndItsTopicMakeAStream() {
        orders().run(context -> {
            DirectStreamContainer container = container(context);
            assertThat(container.consumerStrategy()).isInstanceOf(Subscribe.class);
            assertThat(container.consumerStrategy().subscription())
                    .isEqualTo(new Subscription.Topics(Set.of("orders")));
            assertThat(container.locationStrategy()).isEqualTo(new PreferConsistent());
            assertThat(container.location().host())
                    .isEqualTo(InetAddress.getLocalHost().getHostName());
            assertThat(container.location().rack()).isNull();
            assertThat(container.getGroupId()).isEqualTo("shop-orders");
            assertThat(container.snapshot().state()).isEqualTo(StreamState.STOPPED);
            assertThat(container.snapshot().offsetStore()).isEqualTo("kafka");
        });
    }

    @Test
    void theStreamIsInTheListenerRegistryUnderItsName() {
        orders().run(context -> assertThat(
                        context.getBean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders"))
                .isSameAs(container(context)));
    }

    @Test
    void streamsAreFoundByNameInOrder() {
        shop().withBean(Two.class)
                .withPropertyValues("direct-stream.streams.b.topics=b", "direct-stream.streams.a.topics=a")
                .run(context -> {
                    DirectStreamContainers containers = context.getBean(DirectStreamContainers.class);
                    assertThat(containers.all())
                            .extracting(DirectStreamContainer::getStreamName)
                            .containsExactly("a", "b");
                    assertThat(containers.find("b")).isPresent();
                    assertThat(containers.find("c")).isEmpty();
                });
    }

    @Test
    void anOrdinaryListenerBesideItStaysOrdinary() {
        orders().withBean(Ordinary.class).run(context -> {
            MessageListenerContainer ordinary =
                    context.getBean(KafkaListenerEndpointRegistry.class).getListenerContainer("ordinary");
            assertThat(ordinary).isInstanceOf(ConcurrentMessageListenerContainer.class);
            assertThat(ordinary.getGroupId()).isEqualTo("ordinary");
            assertThat(context.getBean(DirectStreamContainers.class).all()).hasSize(1);
        });
    }

    @Test
    void anApplicationWithoutStreamsStartsWithoutAWord(CapturedOutput output) {
        shop().run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBean(DirectStreamContainers.class).all()).isEmpty();
        });
        assertThat(output).doesNotContain("WARN", "ERROR");
    }

    @Test
    void aStreamWithoutListenerIsWarnedAbout(CapturedOutput output) {
        shop().withPropertyValues("direct-stream.streams.orders.topics=orders")
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(output).contains("WARN", "@DirectStreamListener(\"orders\")");
    }

    @Test
    void switchedOffItReadsNothingAndTheApplicationStarts() {
        orders().withPropertyValues("direct-stream.enabled=false", "spring.kafka.listener.auto-startup=true")
                .run(context -> {
                    assertThat(context).hasNotFailed().doesNotHaveBean(DirectStreamContainers.class);
                    MessageListenerContainer container =
                            context.getBean(KafkaListenerEndpointRegistry.class).getListenerContainer("orders");
                    assertThat(container).isNotNull();
                    assertThat(container.isRunning()).isFalse();
                });
    }

    @Test
    void withoutSpringKafkaThereIsNothing() {
        shop().withClassLoader(new FilteredClassLoader("org.springframework.kafka"))
                .run(context ->
                        assertThat(context).hasNotFailed().doesNotHaveBean(DirectStreamContainerFactory.BEAN_NAME));
    }

    @Test
    void theUsersOwnFactoryWins() {
        DirectStreamContainers users = new DirectStreamContainers(null);
        shop().withBean(DirectStreamContainers.class, () -> users)
                .run(context -> assertThat(context.getBean(DirectStreamContainers.class))
                        .isSameAs(users));
    }

    static class Two {

        @DirectStreamListener("b")
        public void b(List<String> payloads) {}

        @DirectStreamListener("a")
        public void a(List<String> payloads) {}
    }

    static class Ordinary {

        @KafkaListener(id = "ordinary", topics = "ordinary")
        public void each(String payload) {}
    }
}
