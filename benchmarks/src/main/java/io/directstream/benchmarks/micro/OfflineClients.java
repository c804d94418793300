/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.micro;

import io.directstream.StreamClock;
import io.directstream.consumer.ByteBudget;
import io.directstream.consumer.ClientFactory;
import io.directstream.consumer.FetchLimits;
import io.directstream.consumer.FetchTally;
import io.directstream.consumer.FetcherPool;
import io.directstream.consumer.ReadListener;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Clients without a broker. */
public final class OfflineClients implements ClientFactory {

    private final Supplier<Consumer<byte[], byte[]>> fetchers;

    private OfflineClients(Supplier<Consumer<byte[], byte[]>> fetchers) {
        this.fetchers = fetchers;
    }

    /** One fetcher that reads with what the given supplier makes, or with nothing if it is never polled. */
    public static FetcherPool pool(
            Supplier<Consumer<byte[], byte[]>> fetchers, ByteBudget budget, ReadListener listener) {
        OfflineClients clients = new OfflineClients(fetchers);
        return new FetcherPool(1, new FetcherPool.Source(clients, Map.of(), StreamClock.SYSTEM), budget, listener);
    }

    /** For readers whose arrivals are of no interest; failures end the measurement. */
    public static ReadListener unheard() {
        return new ReadListener() {
            @Override
            public void recordsArrived(List<TopicPartition> partitions) {
                // They are looked for by whoever measures.
            }

            @Override
            public void readFailed(TopicPartition partition, RuntimeException cause) {
                throw cause;
            }

            @Override
            public void fetcherFailed(String clientId, RuntimeException cause) {
                throw cause;
            }
        };
    }

    @Override
    public Consumer<byte[], byte[]> groupConsumer(String groupId, Map<String, Object> overrides) {
        throw new UnsupportedOperationException("there is no group");
    }

    @Override
    public Consumer<byte[], byte[]> fetcher(
            int index, Map<String, Object> overrides, FetchLimits limits, FetchTally tally) {
        return fetchers.get();
    }

    @Override
    public Admin admin(Map<String, Object> overrides) {
        throw new UnsupportedOperationException("there is no cluster");
    }

    @Override
    public String fetcherClientId(int index) {
        return "fetcher-" + index;
    }

    @Override
    public String bootstrapServers() {
        return "none";
    }

    @Override
    public long maxPollIntervalMs(Map<String, Object> overrides) {
        return 300_000;
    }

    @Override
    public long sessionTimeoutMs(Map<String, Object> overrides) {
        return 45_000;
    }
}
