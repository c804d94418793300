/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

import io.directstream.consumer.KafkaClientFactory;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.LocationStrategies;
import io.directstream.stream.Deserializers;
import io.directstream.stream.DirectStream;
import io.directstream.stream.InstanceLocation;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.StreamServices;
import io.directstream.stream.StreamState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.mockito.InOrder;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/** A stream in the hands of spring-kafka's registry. */
class DirectStreamContainerTests {

    private static final StreamPlan PLAN = new StreamPlan(
            StreamOptions.of("orders", "shop-orders"),
            ConsumerStrategies.subscribe(Set.of("orders")),
            LocationStrategies.preferConsistent(),
            new InstanceLocation("node-a", null),
            new Deserializers<>(DirectStreamContainerTests::deserializer, DirectStreamContainerTests::deserializer),
            StreamServices.of(new KafkaClientFactory(Map.of(), "shop-orders")),
            "kafka",
            true);

    private final List<DirectStream<Object, Object>> runs = new ArrayList<>();

    private final DirectStreamContainer container = new DirectStreamContainer(PLAN, this::newRun);

    @Test
    void everyStartIsANewRun() {
        container.start();
        container.start();
        assertThat(container.isRunning()).isTrue();
        assertThat(runs).hasSize(1);

        container.stop();
        container.start();

        assertThat(runs).hasSize(2);
        then(runs.get(0)).should().start();
        then(runs.get(0)).should(times(2)).close();
        then(runs.get(1)).should().start();
        then(runs.get(1)).should(never()).close();
    }

    @Test
    void beforeItsFirstStartItIsStopped() {
        assertThat(container.isRunning()).isFalse();
        assertThat(container.snapshot().state()).isEqualTo(StreamState.STOPPED);
        assertThat(container.snapshot().groupId()).isEqualTo("shop-orders");
        assertThat(container.snapshot().offsetStore()).isEqualTo("kafka");
        assertThat(container.history()).isEmpty();
        assertThat(container.consumerCache().size()).isZero();
        assertThat(container.getAssignedPartitions()).isEmpty();
        assertThat(container.restart()).isEmpty();
        container.stop();
    }

    @Test
    void aPauseBeforeTheStartHoldsAndOutlivesAStop() {
        container.pause();
        container.start();

        InOrder order = inOrder(runs.get(0));
        then(runs.get(0)).should(order).pause();
        then(runs.get(0)).should(order).start();

        container.stop();
        container.start();
        then(runs.get(1)).should().pause();
        container.resume();
        then(runs.get(1)).should().resume();
        assertThat(container.isPauseRequested()).isFalse();
    }

    @Test
    void stopWithACallbackDoesNotKeepItsCallerWaiting() throws InterruptedException {
        container.start();
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        willAnswer(invocation -> {
                    closing.countDown();
                    mayEnd.await();
                    return null;
                })
                .given(runs.get(0))
                .close();
        CountDownLatch stopped = new CountDownLatch(1);

        container.stop(stopped::countDown);

        closing.await();
        assertThat(container.isRunning()).isFalse();
        assertThat(stopped.getCount()).isOne();
        mayEnd.countDown();
        await().until(() -> stopped.getCount() == 0);
    }

    @Test
    void whatTheRegistryAsksForIsThere() {
        container.start();
        TopicPartition partition = new TopicPartition("orders", 0);
        given(runs.get(0).assignment()).willReturn(Set.of(partition));

        assertThat(container.getListenerId()).isEqualTo("orders");
        assertThat(container.getGroupId()).isEqualTo("shop-orders");
        assertThat(container.getAssignedPartitions()).isEqualTo(Set.of(partition));
        assertThat(container.getPhase()).isEqualTo(AbstractMessageListenerContainer.DEFAULT_PHASE);
        assertThat(container.isAutoStartup()).isTrue();
        container.setAutoStartup(false);
        assertThat(container.isAutoStartup()).isFalse();
        assertThat(container.metrics()).isEmpty();
        assertThatThrownBy(container::getContainerProperties)
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("direct-stream.streams.orders");
    }

    @Test
    void contradictingOptionsAreReportedWithTheStream() {
        DirectStreamContainer broken = new DirectStreamContainer(PLAN, () -> {
            throw new IllegalArgumentException("handover-timeout is 5 minutes");
        });

        assertThatThrownBy(broken::start)
                .isInstanceOf(FailureAnalyzedException.class)
                .hasMessageContainingAll("orders", "handover-timeout is 5 minutes");
        assertThat(broken.isRunning()).isFalse();
    }

    @SuppressWarnings("unchecked")
    private DirectStream<Object, Object> newRun() {
        DirectStream<Object, Object> run = mock(DirectStream.class);
        runs.add(run);
        return run;
    }

    private static Deserializer<Object> deserializer() {
        return (topic, data) -> data;
    }
}
