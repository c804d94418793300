/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import static io.directstream.consumer.CacheFixture.A;
import static io.directstream.consumer.CacheFixture.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.testing.FakeClients;
import io.directstream.testing.FakeFetchConsumer;
import io.directstream.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SingleUseFetchersTests {

    private final ManualClock clock = new ManualClock();

    private final ByteBudget budget = new ByteBudget(1_000_000, Integer.MAX_VALUE, () -> {});

    private final List<FakeFetchConsumer> consumers = new ArrayList<>();

    private final SingleUseFetchers fetchers = new SingleUseFetchers(
            new FetcherPool.Source(new FakeClients(this::consumer), Map.of(), clock),
            budget,
            new RecordingReadListener());

    private final ConsumerCache cache =
            new ConsumerCache("billing", new CacheOptions(false, null, Duration.ofMinutes(5)), fetchers, budget, clock);

    @Test
    void eachRangeHasAConsumerThatIsClosedAfterIt() {
        cache.reserve(A, 0, 1);
        cache.reserve(B, 0, 1);
        assertThat(fetchers.all()).hasSize(2);
        fetchers.all().forEach(fetcher -> fetcher.poll(Duration.ZERO));
        fetchers.all().forEach(fetcher -> fetcher.poll(Duration.ZERO));
        assertThat(consumers).hasSize(2);

        cache.lease(A, 0).orElseThrow().close();

        assertThat(fetchers.all()).hasSize(1);
        assertThat(consumers).filteredOn(FakeFetchConsumer::closed).hasSize(1);
        assertThat(cache.snapshot().size()).isEqualTo(1);
        assertThat(cache.snapshot().maxCapacity()).isZero();
        assertThat(cache.snapshot().evictions()).as("nothing made room").isZero();
    }

    @Test
    void clientIdsAreUsedAgain() {
        cache.reserve(A, 0, 1);
        String first = fetchers.all().get(0).clientId();
        cache.lease(A, 0).orElseThrow().close();
        cache.reserve(A, 5, 6);

        assertThat(fetchers.all())
                .singleElement()
                .satisfies(fetcher -> assertThat(fetcher.clientId()).isEqualTo(first));
        assertThat(cache.snapshot().misses()).isEqualTo(2);
        assertThat(cache.snapshot().hits()).isZero();
    }

    @Test
    void aDroppedPartitionLeavesNoConsumer() {
        cache.reserve(A, 0, 1);
        cache.drop(A);

        assertThat(fetchers.all()).isEmpty();
        assertThat(cache.snapshot().size()).isZero();
    }

    private FakeFetchConsumer consumer(int index) {
        FakeFetchConsumer consumer = new FakeFetchConsumer();
        consumers.add(consumer);
        assertThat(index).isNotNegative();
        return consumer;
    }
}
