/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.Ranges.P0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.directstream.OffsetRange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamEventsTests {

    private static final BatchResult RESULT = new BatchResult(
            1,
            "orders",
            List.of(new DeliveredRange(OffsetRange.create(P0, 0, 1), 1)),
            1,
            BatchOutcome.COMPLETED,
            Instant.EPOCH,
            Duration.ZERO,
            Duration.ZERO,
            null);

    private final Recorder told = new Recorder();

    private final StreamEvents events = new StreamEvents("orders", told);

    @Test
    void tellsInOrderOnAThreadOfItsOwn() {
        events.state(StreamState.STARTING);
        events.assigned(Set.of(P0));
        events.state(StreamState.RUNNING);
        events.removed(Set.of(P0));
        events.close();

        assertThat(told.heard)
                .containsExactly(
                        "orders STARTING", "orders assigned [orders-0]", "orders RUNNING", "orders removed [orders-0]");
        assertThat(told.threads).containsOnly("direct-stream-orders-events");
    }

    @Test
    void tellsOfADeliveryOnTheThreadThatMadeIt() {
        events.batchFinished(RESULT);

        assertThat(told.heard).containsExactly("finished orders-0@[0,1)");
        assertThat(told.threads).containsExactly(Thread.currentThread().getName());
        events.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFailingObserverIsHarmless(boolean withAnError) {
        told.failure = withAnError ? new AssertionError("not expected") : new IllegalStateException("full");

        assertThatCode(() -> events.batchFinished(RESULT)).doesNotThrowAnyException();
        events.state(StreamState.STARTING);
        events.state(StreamState.RUNNING);
        events.close();

        assertThat(told.heard).hasSize(3).last().isEqualTo("orders RUNNING");
    }

    @Test
    void saysNothingAfterTheEnd() {
        events.close();

        assertThatCode(() -> events.state(StreamState.STOPPED)).doesNotThrowAnyException();
        assertThat(told.heard).isEmpty();
    }

    private static final class Recorder implements StreamObserver {

        private final List<String> heard = new CopyOnWriteArrayList<>();

        private final List<String> threads = new CopyOnWriteArrayList<>();

        private volatile Throwable failure;

        @Override
        public void batchFinished(BatchResult result) {
            hear("finished " + result.ranges().get(0).range());
        }

        @Override
        public void stateChanged(String stream, StreamState state) {
            hear(stream + " " + state);
        }

        @Override
        public void partitionsAssigned(String stream, Set<TopicPartition> partitions) {
            hear(stream + " assigned " + partitions);
        }

        @Override
        public void partitionsRemoved(String stream, Set<TopicPartition> partitions) {
            hear(stream + " removed " + partitions);
        }

        private void hear(String what) {
            heard.add(what);
            threads.add(Thread.currentThread().getName());
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
