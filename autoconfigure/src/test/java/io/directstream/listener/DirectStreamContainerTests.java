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
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

import io.directstream.OffsetRange;
import io.directstream.consumer.Deserializers;
import io.directstream.consumer.KafkaClientFactory;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategies;
import io.directstream.stream.CommitMode;
import io.directstream.stream.DirectStream;
import io.directstream.stream.OffsetOptions;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.StreamServices;
import io.directstream.stream.StreamState;
import io.directstream.stream.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.InOrder;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

/** A stream in the hands of spring-kafka's registry. */
@ExtendWith(OutputCaptureExtension.class)
class DirectStreamContainerTests {

    private static final Replays NO_REPLAYS = new Replays("orders", ranges -> {
        throw new UnsupportedOperationException();
    });

    private static final StreamPlan PLAN = plan(StreamOptions.of("orders", "shop-orders"), MissingTopics.WAIT);

    private static final List<OffsetRange> RANGES = List.of(OffsetRange.create("orders", 0, 0, 10));

    private final List<DirectStream<Object, Object>> runs = new ArrayList<>();

    private final DirectStreamContainer container = new DirectStreamContainer(PLAN, this::newRun, NO_REPLAYS);

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
    void whatIsDoneWhileItIsStoppedComesAfterTheEndOfItsLastRun() {
        assertThat(container.whileStopped(() -> "before its first start")).contains("before its first start");
        container.start();
        assertThat(container.whileStopped(() -> "while it runs")).isEmpty();
        container.stop();
        assertThat(container.whileStopped(() -> {
                    then(runs.get(0)).should(times(2)).close();
                    return "after its stop";
                }))
                .contains("after its stop");
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
        DirectStreamContainer broken = new DirectStreamContainer(
                PLAN,
                () -> {
                    throw new IllegalArgumentException("handover-timeout is 5 minutes");
                },
                NO_REPLAYS);

        assertThatThrownBy(broken::start)
                .isInstanceOf(FailureAnalyzedException.class)
                .hasMessageContainingAll("orders", "handover-timeout is 5 minutes");
        assertThat(broken.isRunning()).isFalse();
    }

    @Test
    void commitsGoToTheRunThatTakesThem() {
        DirectStreamContainer manual = manual();
        manual.start();
        DirectStream<Object, Object> run = runs.get(0);
        given(run.isRunning()).willReturn(true);

        manual.commitAsync(RANGES);
        then(run).should().commitAsync(RANGES);

        OffsetCommitCallback callback = (offsets, failure) -> {};
        manual.commitAsync(RANGES, callback);
        then(run).should().commitAsync(RANGES, callback);
    }

    @Test
    void theLastBatchesOfAStreamThatStopsAreCommitted() {
        DirectStreamContainer manual = manual();
        manual.start();
        DirectStream<Object, Object> run = runs.get(0);
        given(run.isRunning()).willReturn(true);
        willAnswer(closing -> {
                    manual.commitAsync(RANGES);
                    return null;
                })
                .given(run)
                .close();

        manual.stop();

        then(run).should().commitAsync(RANGES);
    }

    @Test
    void commitsOfAStreamThatDoesNotRunAreRefused() {
        DirectStreamContainer manual = manual();

        assertThatThrownBy(() -> manual.commitAsync(RANGES))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("stream 'orders' does not run", "delivered again");
    }

    @Test
    void commitsOfAStreamThatStoresByItselfAreRefused() {
        container.start();

        assertThatThrownBy(() -> container.commitAsync(RANGES))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("direct-stream.streams.orders.offsets.commit to manual");
    }

    @Test
    void missingTopicsAreNotAskedForUnlessToldSo() {
        container.start();

        then(runs.get(0)).should(never()).missingTopics(any());
    }

    @Test
    void withoutItsTopicsItDoesNotStart() {
        DirectStream<Object, Object> run = newRun();
        given(run.missingTopics(any())).willReturn(Set.of("orders"));
        DirectStreamContainer strict =
                new DirectStreamContainer(plan(PLAN.options(), MissingTopics.FAIL), () -> run, NO_REPLAYS);

        assertThatThrownBy(strict::start)
                .isInstanceOf(MissingTopicsException.class)
                .hasMessageContainingAll("Stream 'orders'", "brokers [localhost:1]", "there is no orders")
                .asInstanceOf(throwable(MissingTopicsException.class))
                .satisfies(missing -> assertThat(missing.analysis().getAction())
                        .contains("Create what is missing", "direct-stream.streams.orders.missing-topics to wait"));
        assertThat(strict.isRunning()).isFalse();
        then(run).should().close();
        then(run).should(never()).start();
    }

    @Test
    void aBrokerThatDoesNotTellIsWaitedFor(CapturedOutput output) {
        DirectStream<Object, Object> run = newRun();
        given(run.missingTopics(any())).willThrow(new TimeoutException("no answer"));
        DirectStreamContainer strict =
                new DirectStreamContainer(plan(PLAN.options(), MissingTopics.FAIL), () -> run, NO_REPLAYS);

        strict.start();

        assertThat(strict.isRunning()).isTrue();
        assertThat(output).contains("WARN", "the brokers [localhost:1] do not answer (no answer)");
    }

    @Test
    void oneLineSaysHowItRuns(CapturedOutput output) {
        container.start();

        assertThat(output)
                .contains("stream orders starts: group shop-orders, reads Subscribe(topics [orders]), placed by"
                        + " PreferConsistent on node-a, trigger continuous, batches of at most 10000 records or 16 MB per"
                        + " partition, store kafka (after each batch), where nothing is stored earliest, ")
                .contains(" workers, ", " fetchers, brokers [localhost:1], keys by ");
    }

    @Test
    void theLineTellsOfManualCommitsAndIntervals() {
        StreamOptions options = manualOptions().withTrigger(new Trigger.Interval(Duration.ofSeconds(5)));

        assertThat(StartupLine.describe(plan(options, MissingTopics.WAIT)))
                .contains("trigger interval of 5000 ms")
                .contains("store kafka (manual commits, at most 100 ranges of a partition without)");
    }

    private DirectStreamContainer manual() {
        return new DirectStreamContainer(plan(manualOptions(), MissingTopics.WAIT), this::newRun, NO_REPLAYS);
    }

    private static StreamOptions manualOptions() {
        return StreamOptions.of("orders", "shop-orders")
                .withOffsets(OffsetOptions.DEFAULT.withCommit(new CommitMode.Manual()));
    }

    private static StreamPlan plan(StreamOptions options, MissingTopics missingTopics) {
        StreamServices services = StreamServices.of(
                new KafkaClientFactory(Map.of("bootstrap.servers", List.of("localhost:1")), "shop-orders"));
        return new StreamPlan(
                options,
                ConsumerStrategies.subscribe(Set.of("orders")),
                LocationStrategies.preferConsistent(),
                new Location("node-a", null),
                new Deserializers<>(DirectStreamContainerTests::deserializer, DirectStreamContainerTests::deserializer),
                services,
                null,
                name -> services,
                ReadObserver.NONE,
                "kafka",
                missingTopics,
                true);
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
