/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.directstream.consumer.CacheOptions;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamOptionsTests {

    private static final String MILLISECONDS = " (a plain number is read as milliseconds)";

    private final StreamOptions options = StreamOptions.of("orders", "billing-orders");

    @Test
    void hasTheDocumentedDefaults() {
        assertThat(options.trigger()).isInstanceOf(Trigger.Continuous.class).hasToString("continuous");
        assertThat(options.batch()).isEqualTo(new BatchOptions(10_000, 16 * 1024 * 1024, 100));
        assertThat(options.prefetch().maxBytes()).isEqualTo(128 * 1024 * 1024);
        assertThat(options.prefetch().fetchers()).isBetween(1, 2);
        assertThat(options.cache()).isEqualTo(new CacheOptions(null, Duration.ofMinutes(5)));
        assertThat(options.concurrency()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(options.offsets())
                .isEqualTo(new OffsetOptions(PositionPolicy.EARLIEST, PositionPolicy.FAIL, PositionPolicy.EARLIEST));
        assertThat(options.failure().maxAttempts()).isEqualTo(4);
        assertThat(options.failure().backoff())
                .isEqualTo(new Backoff(Duration.ofSeconds(1), 2.0, Duration.ofMinutes(1)));
        assertThat(options.failure().whenExhausted()).isEqualTo(new FailurePolicy.WhenExhausted.Stop());
        assertThat(options.rate()).isEqualTo(new RateOptions(null, 1, List.of(), null));
        assertThat(options.timeouts()).isEqualTo(new Timeouts(null, Duration.ofSeconds(25), Duration.ofSeconds(30)));
    }

    @Test
    void eachPartIsReplacedAlone() {
        BatchOptions batch = new BatchOptions(5, 2_048, 0);
        PrefetchOptions prefetch = new PrefetchOptions(4_096, 3);
        CacheOptions cache = new CacheOptions(7, Duration.ofSeconds(9));
        OffsetOptions offsets = new OffsetOptions(PositionPolicy.LATEST, PositionPolicy.EARLIEST, PositionPolicy.FAIL);
        FailurePolicy failure = new FailurePolicy(1, Backoff.DEFAULT, new FailurePolicy.WhenExhausted.Stop());
        Timeouts timeouts = new Timeouts(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));

        RateOptions rate = RateOptions.DEFAULT.withMaxPerSecondPerPartition(5L);
        StreamOptions all = options.withBatch(batch)
                .withPrefetch(prefetch)
                .withCache(cache)
                .withConcurrency(6)
                .withOffsets(offsets)
                .withFailure(failure)
                .withTimeouts(timeouts)
                .withRate(rate)
                .withUpgradeFrom(List.of("range"));

        assertThat(all)
                .isEqualTo(new StreamOptions(
                        "orders",
                        "billing-orders",
                        new Trigger.Continuous(),
                        batch,
                        prefetch,
                        cache,
                        6,
                        offsets,
                        failure,
                        timeouts,
                        rate,
                        List.of("range")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Orders", "order-items", "order_items", "1orders", "orders.eu", "örders", " orders"})
    void aNameThatEnvironmentVariablesCannotNameIsRefused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamOptions.of(name, "billing"))
                .withMessage("stream name '" + name + "' is not lower-case letters and digits beginning with a letter; "
                        + "with other characters environment variables could not name it");
    }

    @Test
    void aBlankGroupIsRefused() {
        refused(() -> StreamOptions.of("orders", " "))
                .withMessage("group-id of stream 'orders' is blank; name a consumer group");
    }

    @Test
    void numbersBelowTheirLeastAreRefusedByKey() {
        refused(() -> options.withConcurrency(0)).withMessage("concurrency is 0; it must be at least 1");
        refused(() -> new BatchOptions(0, 2_048, 1)).withMessage("batch.max-records is 0; it must be at least 1");
        refused(() -> new BatchOptions(1, 16, 1)).withMessage("batch.max-bytes is 16; it must be at least 1024");
        refused(() -> new BatchOptions(1, 2_048, -1)).withMessage("batch.history is -1; it must be at least 0");
        refused(() -> new PrefetchOptions(128, 1)).withMessage("prefetch.max-bytes is 128; it must be at least 1024");
        refused(() -> new PrefetchOptions(2_048, 0)).withMessage("prefetch.fetchers is 0; it must be at least 1");
        refused(() -> new FailurePolicy(0, Backoff.DEFAULT, new FailurePolicy.WhenExhausted.Stop()))
                .withMessage("failure.max-attempts is 0; it must be at least 1");
    }

    @Test
    void suspiciouslyShortDurationsAreRefusedByKey() {
        Duration five = Duration.ofMillis(5);
        Duration second = Duration.ofSeconds(1);

        refused(() -> new Timeouts(five, second, second))
                .withMessage("handover-timeout is 5 ms; it must be at least 50 ms" + MILLISECONDS);
        refused(() -> new Timeouts(null, five, second))
                .withMessage("shutdown-timeout is 5 ms; it must be at least 50 ms" + MILLISECONDS);
        refused(() -> new Timeouts(null, second, five))
                .withMessage("read-timeout is 5 ms; it must be at least 50 ms" + MILLISECONDS);
        refused(() -> new Backoff(five, 2.0, second))
                .withMessage("failure.backoff.delay is 5 ms; it must be at least 50 ms" + MILLISECONDS);
    }

    @Test
    void theSmallestValuesAreTaken() {
        assertThat(new BatchOptions(1, 1_024, 0).maxRecords()).isEqualTo(1);
        assertThat(new PrefetchOptions(1_024, 1).fetchers()).isEqualTo(1);
        Duration shortest = Duration.ofMillis(50);
        assertThat(new Timeouts(shortest, shortest, shortest).read()).isEqualTo(shortest);
        assertThat(new Backoff(shortest, 1.0, shortest).after(9)).isEqualTo(shortest);
    }

    private static ThrowableAssertAlternative<IllegalArgumentException> refused(ThrowingCallable construction) {
        return assertThatIllegalArgumentException().isThrownBy(construction);
    }
}
