/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.directstream.BatchListener;
import io.directstream.CanCommitOffsets;
import io.directstream.OffsetRange;
import io.directstream.StreamBatch;
import io.directstream.StreamBatchListener;
import io.directstream.stream.CommitMode;
import io.directstream.stream.FailurePolicy;
import io.directstream.stream.OffsetOptions;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.Trigger;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.kafka.annotation.KafkaListenerAnnotationBeanPostProcessor;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.KafkaUtils;
import org.springframework.kafka.support.converter.BatchMessagingMessageConverter;

/** What a listener of stream batches is given, and how listeners commit by hand. */
class StreamListenerAdapterTests {

    private static final StreamOptions MANUAL = StreamOptions.of("orders", "shop-orders")
            .withOffsets(OffsetOptions.DEFAULT.withCommit(new CommitMode.Manual()));

    private static final OffsetRange FIRST = OffsetRange.create("orders", 0, 10, 20);

    private static final OffsetRange EMPTY = OffsetRange.create("orders", 1, 5, 5);

    private static final OffsetRange LAST = OffsetRange.create("orders", 2, 0, 7);

    private final Listener listener = new Listener();

    private final HandMadeCommits commits = new HandMadeCommits();

    private final KafkaListenerAnnotationBeanPostProcessor<Object, Object> processor =
            new KafkaListenerAnnotationBeanPostProcessor<>();

    @SuppressWarnings("unchecked")
    private final StreamBatch<Object, Object> batch = mock(StreamBatch.class);

    @BeforeEach
    void prepare() {
        processor.setBeanFactory(new DefaultListableBeanFactory());
        given(batch.offsetRanges()).willReturn(List.of(FIRST, EMPTY, LAST));
    }

    @Test
    void theBatchIsGivenAsItIs() throws Exception {
        deliver("alone", StreamOptions.of("orders", "shop-orders"));

        assertThat(listener.received).containsExactly(batch, "shop-orders");
    }

    @Test
    void theRangesOfAllPartitionsComeBesideIt() throws Exception {
        deliver("withRanges", StreamOptions.of("orders", "shop-orders"));

        assertThat(listener.received).containsExactly(batch, List.of(FIRST, EMPTY, LAST));
    }

    @Test
    void whatTheListenerThrowsIsThrown() {
        assertThatThrownBy(() -> deliver("throwing", StreamOptions.of("orders", "shop-orders")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no stock");
    }

    @Test
    void commitsAreThoseOfTheStream() throws Exception {
        deliver("committing", MANUAL);

        assertThat(commits.committed).containsExactly(LAST);
    }

    @Test
    void anAcknowledgmentCommitsTheRangesOfItsBatchAlsoLater() throws Exception {
        deliver("acknowledging", MANUAL);
        given(batch.offsetRanges()).willThrow(new IllegalStateException("used after its listener returned"));
        assertThat(commits.committed).isEmpty();

        listener.acknowledgment().acknowledge();

        assertThat(commits.committed).containsExactly(FIRST, LAST);
    }

    @Test
    void aBatchOfOnePartitionIsAcknowledgedToo() throws Exception {
        ((BatchListener<Object, Object>) adapter("payloadsAcknowledging", MANUAL)).onBatch(HandMadeBatch.of("a", "b"));

        assertThat(listener.received).startsWith(List.of("a", "b"));
        listener.acknowledgment().acknowledge();
        assertThat(commits.committed).containsExactly(OffsetRange.create("orders", 3, 0, 2));
    }

    @Test
    void nothingIsAcknowledgedInPart() throws Exception {
        deliver("acknowledging", MANUAL);

        assertThatThrownBy(() -> listener.acknowledgment().acknowledge(3))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContainingAll("acknowledge(3)", "orders-0@[10,20)", "as a whole", "batch.max-records");
        assertThatThrownBy(() -> listener.acknowledgment().nack(Duration.ofSeconds(1)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContainingAll("nack", "as a whole", "throw an exception");
        assertThatThrownBy(() -> listener.acknowledgment().nack(3, Duration.ofSeconds(1)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContainingAll("nack(3)", "throw an exception");
        assertThat(commits.committed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"committing", "acknowledging", "payloadsAcknowledging"})
    void committingIsRefusedWhereTheStreamDoesItItself(String method) {
        assertThatThrownBy(() -> adapter(method, StreamOptions.of("orders", "shop-orders")))
                .isInstanceOf(ListenerRefusedException.class)
                .hasMessageContainingAll("Listener." + method, "stores each range when the listener has returned")
                .asInstanceOf(throwable(ListenerRefusedException.class))
                .satisfies(refused -> assertThat(refused.analysis().getAction())
                        .contains("Set direct-stream.streams.orders.offsets.commit to manual"));
    }

    @Test
    void aManualStreamNeedsNoListenerThatCommits() throws Exception {
        deliver("alone", MANUAL);

        assertThat(listener.received).startsWith(batch);
    }

    @Test
    void emptyBatchesAreDeliveredToStreamBatchesOnly() {
        StreamOptions options =
                MANUAL.withTrigger(new Trigger.Interval(Duration.ofSeconds(1), Trigger.OnEmpty.DELIVER));

        assertThat(adapter("alone", options)).isInstanceOf(StreamBatchListener.class);
        assertThatThrownBy(() -> adapter("payloadsAcknowledging", options))
                .isInstanceOf(ListenerRefusedException.class)
                .hasMessageContaining("direct-stream.streams.orders.batch.on-empty is deliver")
                .asInstanceOf(throwable(ListenerRefusedException.class))
                .satisfies(refused -> assertThat(refused.analysis().getAction()).contains("Take StreamBatch"));
    }

    @Test
    void recordsAreNotIsolatedInStreamBatches() {
        StreamOptions options =
                MANUAL.withFailure(FailurePolicy.DEFAULT.withWhenExhausted(new FailurePolicy.WhenExhausted.Skip(true)));

        assertThat(adapter("payloadsAcknowledging", options)).isInstanceOf(BatchListener.class);
        assertThatThrownBy(() -> adapter("alone", options))
                .isInstanceOf(ListenerRefusedException.class)
                .hasMessageContaining("direct-stream.streams.orders.failure.isolate-record is true")
                .asInstanceOf(throwable(ListenerRefusedException.class))
                .satisfies(refused -> assertThat(refused.analysis().getAction())
                        .contains("batches of single partitions, or remove failure.isolate-record"));
    }

    private void deliver(String method, StreamOptions options) throws Exception {
        ((StreamBatchListener<Object, Object>) adapter(method, options)).onBatch(batch);
    }

    private io.directstream.Listener<Object, Object> adapter(String name, StreamOptions options) {
        ListenerMethods methods = new ListenerMethods(() -> processor, BatchMessagingMessageConverter::new);
        methods.configureKafkaListeners(processor.getEndpointRegistrar());
        Method method = Arrays.stream(Listener.class.getDeclaredMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return methods.adapter(listener, method, options, commits);
    }

    static class Listener {

        final List<Object> received = new ArrayList<>();

        Acknowledgment acknowledgment() {
            return (Acknowledgment) received.get(received.size() - 1);
        }

        void alone(StreamBatch<String, String> given) {
            received.addAll(List.of(given, String.valueOf(KafkaUtils.getConsumerGroupId())));
        }

        void withRanges(StreamBatch<String, String> given, List<OffsetRange> ranges) {
            received.addAll(List.of(given, ranges));
        }

        void throwing(StreamBatch<String, String> given) {
            throw new IllegalStateException("no stock");
        }

        void committing(StreamBatch<String, String> given, CanCommitOffsets commits) {
            commits.commitAsync(given.offsetRanges().subList(2, 3));
        }

        void acknowledging(StreamBatch<String, String> given, Acknowledgment acknowledgment) {
            received.addAll(List.of(given, acknowledgment));
        }

        void payloadsAcknowledging(List<String> payloads, Acknowledgment acknowledgment) {
            received.addAll(List.of(payloads, acknowledgment));
        }
    }
}
