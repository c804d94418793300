/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.directstream.OffsetRange;
import io.directstream.stream.DeliveredRange;
import io.directstream.stream.DeliveryAttempt;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ObservedDeliveriesTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final ObservationRegistry registry = ObservationRegistry.create();

    private final ObservedDeliveries deliveries = new ObservedDeliveries(registry, null);

    ObservedDeliveriesTests() {
        registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
    }

    @Test
    void theTimerTellsStreamTopicGroupAndError() throws Exception {
        deliveries.around(attempt("billing", range("orders", 0)), () -> "done");
        assertThatIllegalStateException()
                .isThrownBy(() -> deliveries.around(attempt("billing", range("orders", 0)), () -> {
                    throw new IllegalStateException("no room");
                }))
                .withMessage("no room");

        assertThat(meters.get("direct.stream.process")
                        .tag("stream", "orders")
                        .tag("messaging.destination.name", "orders")
                        .tag("messaging.consumer.group.name", "billing")
                        .tag("error", "none")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("direct.stream.process")
                        .tag("error", "IllegalStateException")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("direct.stream.process").timers())
                .as("ranges and attempts would be series without end")
                .allSatisfy(timer -> assertThat(timer.getId().getTags()).hasSize(4));
    }

    @Test
    void aBatchOverSeveralTopicsNamesNoneAndAtMostTwentyOfItsRanges() {
        var convention = new DefaultDirectStreamObservationConvention();
        var context = new DirectStreamObservationContext(attempt(
                null,
                IntStream.range(0, 25)
                        .mapToObj(i -> range(i < 10 ? "orders" : "returns", i))
                        .toArray(DeliveredRange[]::new)));

        assertThat(convention.getContextualName(context)).isEqualTo("process orders");
        assertThat(values(convention.getLowCardinalityKeyValues(context)))
                .contains("messaging.destination.name=none", "messaging.consumer.group.name=none");
        assertThat(values(convention.getHighCardinalityKeyValues(context)))
                .contains("messaging.batch.message_count=125")
                .anyMatch(value -> value.startsWith("direct.stream.range=orders/orders-0@[0,5) orders-1@[0,5) ")
                        && value.endsWith("returns-19@[0,5) and 5 more"));
    }

    @Test
    void aConventionThatThrowsKeepsNothingFromTheListener() throws Exception {
        var broken = new ObservedDeliveries(registry, new DefaultDirectStreamObservationConvention() {
            @Override
            public KeyValues getLowCardinalityKeyValues(DirectStreamObservationContext context) {
                throw new IllegalArgumentException("broken");
            }
        });

        assertThat(broken.around(attempt("billing", range("orders", 0)), () -> "done"))
                .isEqualTo("done");
    }

    @Test
    void aHandlerThatThrowsAtTheEndDoesNotFailARangeThatIsStored() throws Exception {
        registry.observationConfig().observationHandler(new Broken());

        assertThat(deliveries.around(attempt("billing", range("orders", 0)), () -> "done"))
                .isEqualTo("done");
    }

    private static DeliveryAttempt attempt(String group, DeliveredRange... ranges) {
        return new DeliveryAttempt("orders", group, List.of(ranges), 1, false, Stream::empty);
    }

    private static DeliveredRange range(String topic, int partition) {
        return new DeliveredRange(OffsetRange.create(topic, partition, 0, 5), 5);
    }

    private static List<String> values(KeyValues values) {
        return values.stream()
                .map((KeyValue value) -> value.getKey() + '=' + value.getValue())
                .toList();
    }

    private static final class Broken implements ObservationHandler<Observation.Context> {

        @Override
        public void onStop(Observation.Context context) {
            throw new IllegalStateException("broken");
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }
    }
}
