/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.OffsetRange;
import io.directstream.PartitionBatch;
import io.directstream.fakes.ActuatorClient;
import io.directstream.listener.DirectStreamListener;
import io.directstream.listener.DirectStreams;
import io.directstream.listener.Replay;
import io.directstream.read.RangeReadJob;
import io.directstream.read.RangeReads;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.TestTopics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What is to be seen of given ranges while they are read, and afterwards, whichever way they are read. */
@ExtendWith(OutputCaptureExtension.class)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=shop",
            "management.endpoints.web.exposure.include=directstreams,health",
            "direct-stream.streams.nightly.auto-startup=false",
            "direct-stream.streams.nightly.batch.max-records=5",
            "direct-stream.streams.nightly.failure.max-attempts=1",
            "direct-stream.streams.orders.batch.max-records=5",
            "direct-stream.streams.orders.failure.max-attempts=1",
            "direct-stream.streams.orders.shutdown-timeout=1s"
        })
class ReadMetersEndToEndTests {

    private static final TestTopics TOPICS = new TestTopics(KafkaBroker.shared().bootstrapServers());

    private static final String TOPIC = TOPICS.create(1);

    private static final OffsetRange RANGE = OffsetRange.create(TOPIC, 0, 0, 20);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Listener listener;

    private final DirectStreams streams;

    private final RangeReads<String, String> reads;

    private final MeterRegistry registry;

    private final ActuatorClient actuator;

    ReadMetersEndToEndTests(
            @Autowired Listener listener,
            @Autowired DirectStreams streams,
            @Autowired RangeReads<String, String> reads,
            @Autowired MeterRegistry registry,
            @LocalServerPort int port) {
        this.listener = listener;
        this.streams = streams;
        this.reads = reads;
        this.registry = registry;
        this.actuator = new ActuatorClient(port);
    }

    @DynamicPropertySource
    static void connect(DynamicPropertyRegistry properties) {
        TOPICS.fill(TOPIC, 1, 20);
        properties.add(
                "spring.kafka.bootstrap-servers", () -> KafkaBroker.shared().bootstrapServers());
        properties.add("direct-stream.streams.nightly.ranges[0].topic", () -> TOPIC);
        properties.add("direct-stream.streams.nightly.ranges[0].from-offset", () -> 4);
        properties.add("direct-stream.streams.orders.topics", () -> TOPIC);
        properties.add("direct-stream.streams.orders.group-id", () -> "orders-of-" + TOPIC);
    }

    @AfterAll
    static void disconnect() {
        TOPICS.close();
    }

    @BeforeEach
    void theStreamIsCaughtUp() {
        listener.failing = false;
        listener.allowed = new Semaphore(0);
        await().atMost(PATIENCE).until(() -> deliveredRecords("orders") == 20 && lag("orders") == 0);
    }

    @Test
    void readsOfTheApplicationAndWithTheSettingsOfAStreamAreApart() {
        assertThat(reads.read(RANGE).count()).isEqualTo(20);
        assertThat(streams.reads("orders").read(RANGE).take(5)).hasSize(5);

        assertThat(ended("none", "read", "completed")).isEqualTo(1);
        assertThat(records("none", "read")).isEqualTo(20);
        assertThat(ended("orders", "read", "completed")).isEqualTo(1);
        assertThat(ended("orders", "read", "failed")).isZero();
    }

    @Test
    void aRangeReadIsSeenWhileItGoesOnAndWhenItFails() {
        double before = ended("none", "read", "failed");
        CountDownLatch goOn = new CountDownLatch(1);
        RangeReadJob<Long> job = reads.read(RANGE).start(records -> {
            assertThat(goOn.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            throw new IllegalStateException("no room");
        });

        await().atMost(PATIENCE).until(() -> shown(DirectStreamMeters.READ_REMAINING, "none", "read") == 20);
        assertThat(shown(DirectStreamMeters.READ_ACTIVE, "none", "read")).isEqualTo(1);
        goOn.countDown();

        assertThat(job.result()).failsWithin(PATIENCE);
        assertThat(ended("none", "read", "failed")).isEqualTo(before + 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertNothingIsShown("none", "read"));
    }

    @Test
    void aRangeReadThatIsCancelledIsNoFailure() {
        double failed = ended("none", "read", "failed");
        CountDownLatch never = new CountDownLatch(1);
        RangeReadJob<Boolean> job = reads.read(RANGE).start(records -> never.await(1, TimeUnit.HOURS));

        job.cancel();

        assertThat(job.result()).failsWithin(PATIENCE);
        assertThat(ended("none", "read", "cancelled")).isEqualTo(1);
        assertThat(ended("none", "read", "failed")).isEqualTo(failed);
    }

    @Test
    void aStreamThatEndsIsSeenWhileItReadsAndAfterwards(CapturedOutput output) {
        streams.stream("nightly").start();
        listener.allowed.release();

        await().atMost(PATIENCE).until(() -> shown(DirectStreamMeters.READ_REMAINING, "nightly", "bounded") == 11);
        assertThat(records("nightly", "bounded")).isEqualTo(5);
        assertThat(lag("nightly")).isEqualTo(11);
        assertThat(output).contains(TOPIC + "-0 begins at 4 (given, up to 20)");
        assertThat(actuator.get("directstreams/nightly").body())
                .extractingPath("$.streams.nightly")
                .asMap()
                .containsEntry("group", null)
                .containsEntry("offsetStore", "none")
                .containsEntry("commit", "none")
                .extractingByKey("consumerStrategy")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("type", "GivenRanges")
                .containsEntry("topics", List.of(TOPIC));
        assertThat(actuator.get("health").status()).isEqualTo(200);

        listener.allowed.release(100);
        await().atMost(PATIENCE).until(() -> !streams.stream("nightly").isRunning());
        assertThat(ended("nightly", "bounded", "completed")).isEqualTo(1);
        assertThat(records("nightly", "bounded")).isEqualTo(16);
        assertThat(deliveredRecords("nightly")).isEqualTo(16);
        assertThat(registry.find(DirectStreamMeters.OFFSET_STORES)
                        .tag("stream", "nightly")
                        .timers())
                .as("answers of a store that does not exist")
                .isEmpty();
        assertThat(output).containsPattern("stream nightly is complete: 16 records of 1 ranges in \\d+\\.\\d s \\(");
        await().atMost(PATIENCE).untilAsserted(() -> assertNothingIsShown("nightly", "bounded"));
    }

    @Test
    void aReplayChangesNoMeterOfItsStream(CapturedOutput output) {
        await().atMost(PATIENCE).until(() -> lastCompleted("orders") > 0);
        double lastCompleted = lastCompleted("orders");
        long deliveries = deliveries("orders");

        Replay replay = streams.replay("orders", List.of(RANGE));
        listener.allowed.release();

        await().atMost(PATIENCE).until(() -> shown(DirectStreamMeters.READ_REMAINING, "orders", "replay") == 15);
        assertThat(records("orders", "replay")).isEqualTo(5);
        assertThat(replay.progress().offsetsRemaining()).isEqualTo(15);
        assertThat(lag("orders")).isZero();
        assertThat(state("orders", "running")).isEqualTo(1);

        listener.allowed.release(100);
        await().atMost(PATIENCE).until(() -> replay.state() == Replay.State.COMPLETED);
        await().atMost(PATIENCE).until(() -> ended("orders", "replay", "completed") == 1);
        assertThat(records("orders", "replay")).isEqualTo(20);
        assertThat(deliveredRecords("orders")).isEqualTo(20);
        assertThat(deliveries("orders")).isEqualTo(deliveries);
        assertThat(lastCompleted("orders")).isGreaterThan(lastCompleted);
        assertThat(lag("orders")).isZero();
        assertThat(state("orders", "running")).isEqualTo(1);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(output)
                        .containsPattern("the replay of stream orders is complete: 20 records of 1 ranges in \\d"));
        await().atMost(PATIENCE).untilAsserted(() -> assertNothingIsShown("orders", "replay"));
    }

    @Test
    void aReplayThatFailsAndOneThatIsCancelledAreApart() {
        listener.failing = true;
        listener.allowed.release(100);
        Replay failing = streams.replay("orders", List.of(RANGE));
        await().atMost(PATIENCE).until(() -> failing.state() == Replay.State.FAILED);
        await().atMost(PATIENCE).until(() -> ended("orders", "replay", "failed") == 1);
        double cancelledBefore = ended("orders", "replay", "cancelled");
        listener.failing = false;
        listener.allowed = new Semaphore(1);

        Replay cancelled = streams.replay("orders", List.of(RANGE));
        await().atMost(PATIENCE).until(() -> cancelled.progress().offsetsRead() == 5);
        cancelled.cancel();

        await().atMost(PATIENCE).until(() -> cancelled.state() == Replay.State.CANCELLED);
        await().atMost(PATIENCE).until(() -> ended("orders", "replay", "cancelled") == cancelledBefore + 1);
        assertThat(ended("orders", "replay", "failed")).isEqualTo(1);
        assertThat(state("orders", "running")).as("the stream itself").isEqualTo(1);
    }

    @Test
    void longOnesTellTheirProgressInTheLog(CapturedOutput output) {
        Replay replay = streams.replay("orders", List.of(RANGE));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(output)
                        .containsPattern(
                                "the replay of stream orders reads: 0 of 1 ranges and 0 of 20 offsets \\(0 %\\) "
                                        + "after [56] s, 0 records \\(0 per second\\); " + TOPIC
                                        + "-0@\\[0,20\\) at 0"));
        listener.allowed.release(100);
        await().atMost(PATIENCE).until(() -> replay.state() == Replay.State.COMPLETED);
    }

    private double ended(String stream, String purpose, String outcome) {
        Timer timer = registry.find(DirectStreamMeters.READ)
                .tags("stream", stream, "purpose", purpose, "outcome", outcome)
                .timer();
        return timer == null ? 0 : timer.count();
    }

    private double records(String stream, String purpose) {
        Counter counter = registry.find(DirectStreamMeters.READ_RECORDS)
                .tags("stream", stream, "purpose", purpose)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    /** -1 for a gauge that is not there. */
    private double shown(String name, String stream, String purpose) {
        Gauge gauge =
                registry.find(name).tags("stream", stream, "purpose", purpose).gauge();
        return gauge == null ? -1 : gauge.value();
    }

    private void assertNothingIsShown(String stream, String purpose) {
        assertThat(shown(DirectStreamMeters.READ_ACTIVE, stream, purpose)).isEqualTo(-1);
        assertThat(shown(DirectStreamMeters.READ_REMAINING, stream, purpose)).isEqualTo(-1);
    }

    /** -1 for a lag that is not known. */
    private double lag(String stream) {
        Gauge gauge =
                registry.find(DirectStreamMeters.LAG).tag("stream", stream).gauge();
        return gauge == null ? -1 : gauge.value();
    }

    private double state(String stream, String state) {
        return registry.get(DirectStreamMeters.STATE)
                .tags("stream", stream, "state", state)
                .gauge()
                .value();
    }

    private double deliveredRecords(String stream) {
        return registry.find(DirectStreamMeters.RECORDS).tag("stream", stream).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private long deliveries(String stream) {
        return registry.get(DirectStreamMeters.BATCH).tag("stream", stream).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private double lastCompleted(String stream) {
        TimeGauge gauge = registry.get(DirectStreamMeters.BATCH_LAST_COMPLETED)
                .tag("stream", stream)
                .timeGauge();
        return gauge.value(TimeUnit.NANOSECONDS);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @Bean
        Listener listener() {
            return new Listener();
        }
    }

    static class Listener {

        private volatile Semaphore allowed = new Semaphore(0);

        private volatile boolean failing;

        @DirectStreamListener("nightly")
        void entry(PartitionBatch<String, String> batch) throws InterruptedException {
            awaitLeave();
        }

        @DirectStreamListener("orders")
        void order(PartitionBatch<String, String> batch) throws InterruptedException {
            if (batch.isReplay()) {
                awaitLeave();
                if (failing) {
                    throw new IllegalStateException("no room");
                }
            }
        }

        private void awaitLeave() throws InterruptedException {
            assertThat(allowed.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
    }
}
