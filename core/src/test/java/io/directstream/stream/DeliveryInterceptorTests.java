/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.definition;
import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.BatchListener;
import io.directstream.Listener;
import io.directstream.OffsetRange;
import io.directstream.PartitionBatch;
import io.directstream.StreamBatch;
import io.directstream.StreamBatchListener;
import io.directstream.offset.InMemoryOffsetStore;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.ConsumerStrategy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Test;

class DeliveryInterceptorTests extends BrokerTest {

    private final InMemoryOffsetStore store = new InMemoryOffsetStore();

    private final Recording interceptor = new Recording(store);

    private final String topic = topics.create(2);

    @Test
    void surroundsTheListenerAndItsTransactionOnceForEachAttempt() {
        sendWithHeader("a");
        topics.send(topic, 0, "bare");
        sendWithHeader("b");
        topics.flush();
        AtomicInteger attempts = new AtomicInteger();

        run(
                batch -> {
                    interceptor.write("listen");
                    batch.forEach(record -> record.headers().add("added", new byte[1]));
                    if (attempts.incrementAndGet() == 1) {
                        throw new IllegalStateException("once");
                    }
                },
                () -> interceptor.all.size() == 2);

        assertThat(store.written())
                .as(
                        "what the listener of the failed attempt wrote was rolled back, what surrounds it is not in the transaction")
                .containsExactly("begin", "failed with once", "begin", "listen", "end");
        assertThat(interceptor.all).extracting(DeliveryAttempt::attempt).containsExactly(1, 2);
        assertThat(interceptor.all).allSatisfy(attempt -> {
            assertThat(attempt.stream()).isEqualTo("orders");
            assertThat(attempt.groupId()).isEqualTo(group);
            assertThat(attempt.ranges()).containsExactly(new DeliveredRange(OffsetRange.create(topic, 0, 0, 3), 3));
            assertThat(attempt.recordCount()).isEqualTo(3);
            assertThat(attempt.replay()).isFalse();
        });
        assertThat(interceptor.headers)
                .as("headers as they were fetched, without what the listener added")
                .containsExactly("trace=a", "trace=b", "trace=a", "trace=b");
        assertThat(interceptor.threads).containsExactlyElementsOf(interceptor.listeners);
    }

    @Test
    void goesAlongToThePartsOfAStreamBatch() {
        topics.fill(topic, 2, 5);
        List<String> parts = new CopyOnWriteArrayList<>();

        runTogether(
                batch -> batch.mapPartitions(partition -> parts.add(interceptor.current.get() + " in "
                        + partition.offsetRange().partition())),
                () -> parts.size() == 2);

        assertThat(parts).containsExactlyInAnyOrder("attempt 1 in 0", "attempt 1 in 1");
        assertThat(interceptor.all)
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.recordCount()).isEqualTo(10));
    }

    private void sendWithHeader(String value) {
        topics.send(new ProducerRecord<>(
                topic,
                0,
                null,
                null,
                value,
                List.of(new RecordHeader("trace", value.getBytes(StandardCharsets.UTF_8)))));
    }

    private void run(BatchListener<String, String> listener, Callable<Boolean> until) {
        run(
                options(group),
                (BatchListener<String, String>) (PartitionBatch<String, String> batch) -> {
                    interceptor.listeners.add(Thread.currentThread().getName());
                    listener.onBatch(batch);
                },
                until);
    }

    private void runTogether(StreamBatchListener<String, String> listener, Callable<Boolean> until) {
        run(
                options(group).withTrigger(new Trigger.Interval(Duration.ofMillis(500))),
                (StreamBatchListener<String, String>) (StreamBatch<String, String> batch) -> listener.onBatch(batch),
                until);
    }

    private void run(StreamOptions options, Listener<String, String> listener, Callable<Boolean> until) {
        StreamServices services = streams.services(options, Map.of())
                .withOffsetStore(context -> store.reopen())
                .withInterceptor(interceptor);
        try (var stream = DirectStream.create(options, definition(subscribe(topic), listener), services)) {
            stream.start();
            await().until(until);
        }
    }

    private static ConsumerStrategy subscribe(String topic) {
        return ConsumerStrategies.subscribe(List.of(topic));
    }

    private static final class Recording implements DeliveryInterceptor {

        private final InMemoryOffsetStore output;

        private final List<DeliveryAttempt> all = new CopyOnWriteArrayList<>();

        private final List<String> headers = new CopyOnWriteArrayList<>();

        private final List<String> threads = new CopyOnWriteArrayList<>();

        private final List<String> listeners = new CopyOnWriteArrayList<>();

        /** What surrounds the calling thread. */
        private final ThreadLocal<String> current = new ThreadLocal<>();

        private Recording(InMemoryOffsetStore output) {
            this.output = output;
        }

        private void write(String event) {
            output.write(event);
        }

        @Override
        public <T> T around(DeliveryAttempt attempt, Callable<T> delivery) throws Exception {
            threads.add(Thread.currentThread().getName());
            attempt.headers()
                    .get()
                    .forEach(these -> these.forEach(header ->
                            headers.add(header.key() + '=' + new String(header.value(), StandardCharsets.UTF_8))));
            write("begin");
            try {
                T result = within("attempt " + attempt.attempt(), delivery);
                write("end");
                return result;
            } catch (IllegalStateException failure) {
                write("failed with " + failure.getMessage());
                throw failure;
            } finally {
                all.add(attempt);
            }
        }

        @Override
        public Carrier carrier() {
            String here = current.get();
            return new Carrier() {
                @Override
                public <T> T carry(Callable<T> part) throws Exception {
                    return within(here, part);
                }
            };
        }

        private <T> T within(String what, Callable<T> work) throws Exception {
            String outer = current.get();
            current.set(what);
            try {
                return work.call();
            } finally {
                current.set(outer);
            }
        }
    }
}
