/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.directstream.BatchListener;
import io.directstream.Listener;
import io.directstream.StreamBatchListener;
import io.directstream.consumer.CacheOptions;
import io.directstream.offset.OffsetStore;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.testing.StreamHarness;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionChecksTests {

    private static final BatchListener<String, String> EACH = batch -> {};

    private static final StreamBatchListener<String, String> ALL = batch -> {};

    private static final Trigger TIMED = new Trigger.Interval(Duration.ofSeconds(1));

    private static final Trigger EMPTY = new Trigger.Interval(Duration.ofSeconds(1), Trigger.OnEmpty.DELIVER);

    private final StreamOptions options = StreamOptions.of("orders", "billing");

    @Test
    void aContinuousStreamNeedsItsCache() {
        StreamOptions uncached = options.withCache(new CacheOptions(false, null, Duration.ofMinutes(5)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(uncached, EACH))
                .withMessageContainingAll("consumer-cache.enabled is false", "'orders'", "set batch.interval");
        assertThatNoException().isThrownBy(() -> check(uncached.withTrigger(TIMED), EACH));
    }

    @Test
    void emptyBatchesAreOnlyForListenersOfStreamBatches() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(options.withTrigger(EMPTY), EACH))
                .withMessageContainingAll("batch.on-empty of stream 'orders' is deliver", "take a StreamBatch");
        assertThatNoException().isThrownBy(() -> check(options.withTrigger(EMPTY), ALL));
    }

    @Test
    void backpressureNeedsAnInterval() {
        StreamOptions pressed = options.withRate(RateOptions.DEFAULT.withBackpressure(BackpressureOptions.DEFAULT));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> check(pressed, EACH))
                .withMessageContainingAll(
                        "rate.backpressure.enabled is true and stream 'orders' has no batch.interval",
                        "set batch.interval, or remove it");
        assertThatNoException().isThrownBy(() -> check(pressed.withTrigger(TIMED), EACH));
    }

    @Test
    void aStrategyDoesNotSetWhatTheStreamDecides() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OptionChecks.check(
                        options,
                        StreamHarness.definition(
                                ConsumerStrategies.subscribe(List.of("orders"), Map.of("group.id", "mine")), EACH)))
                .withMessageContainingAll("Subscribe of stream 'orders' sets group.id to 'mine'", "use group-id");
    }

    @Test
    void recordsAreNotIsolatedWhereWholeRangesAreStored() {
        StreamOptions isolating = options.withFailure(
                FailurePolicy.DEFAULT.withWhenExhausted(new FailurePolicy.WhenExhausted.Skip(true)));
        KeptElsewhere inParts = new KeptElsewhere();
        KeptElsewhere whole = new KeptElsewhere();
        whole.traits.add(OffsetStore.Trait.STORES_WHOLE_RANGES);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> OptionChecks.check(isolating, whole))
                .withMessageContainingAll("failure.isolate-record of stream 'orders' is true", "set it to false");
        assertThatNoException().isThrownBy(() -> OptionChecks.check(isolating, inParts));
        assertThatNoException().isThrownBy(() -> OptionChecks.check(options, whole));
    }

    private static void check(StreamOptions options, Listener<String, String> listener) {
        OptionChecks.check(
                options, StreamHarness.definition(ConsumerStrategies.subscribe(List.of("orders")), listener));
    }
}
