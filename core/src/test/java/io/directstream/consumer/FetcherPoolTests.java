/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

import io.directstream.StreamClock;
import io.directstream.testing.FakeFetchConsumer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetcherPoolTests {

    private static final Map<String, Object> OVERRIDES = Map.of("client.rack", "a");

    private final ClientFactory clients = mock(ClientFactory.class);

    @ParameterizedTest(name = "{0} bytes for {1} fetchers: {2} per fetch, {3} per partition")
    @CsvSource({
        "134217728, 2, 33554432, 1048576",
        "16777216, 2, 4194304, 1048576",
        "1048576, 1, 524288, 524288",
        "1024, 2, 65536, 65536",
        "1099511627776, 1, 33554432, 1048576"
    })
    void aFetchBringsAtMostAPartOfTheBudget(long budget, int fetchers, int perFetch, int perPartition) {
        FetchLimits limits = new FetchLimits(perFetch, perPartition);
        given(clients.fetcher(eq(0), eq(OVERRIDES), eq(limits), any())).willReturn(new FakeFetchConsumer());

        pollFirst(pool(fetchers, new ByteBudget(budget, Integer.MAX_VALUE, () -> {})));

        then(clients).should().fetcher(eq(0), eq(OVERRIDES), eq(limits), any());
    }

    @Test
    void namesItsFetchersByTheirClientIds() {
        for (int i = 0; i < 3; i++) {
            given(clients.fetcherClientId(i)).willReturn("orders-fetcher-" + i);
        }

        FetcherPool pool = pool(3, new ByteBudget(1_000_000, Integer.MAX_VALUE, () -> {}));

        assertThat(pool.all())
                .extracting(Fetcher::clientId)
                .containsExactly("orders-fetcher-0", "orders-fetcher-1", "orders-fetcher-2");
    }

    @Test
    void givesANewReaderToTheFetcherWithTheFewestPartitions() {
        ByteBudget budget = new ByteBudget(1_000_000, Integer.MAX_VALUE, () -> {});
        FetcherPool pool = pool(2, budget);

        for (int i = 0; i < 5; i++) {
            pool.forReader().add(new PartitionReader(new TopicPartition("orders", i), 0, budget));
        }

        assertThat(pool.all()).extracting(Fetcher::partitionCount).containsExactly(3, 2);
    }

    private FetcherPool pool(int size, ByteBudget budget) {
        FetcherPool.Source source = new FetcherPool.Source(clients, OVERRIDES, StreamClock.SYSTEM);
        return new FetcherPool(size, source, budget, new RecordingReadListener());
    }

    private static void pollFirst(FetcherPool pool) {
        pool.all().get(0).poll(Duration.ZERO);
        pool.close();
    }
}
