/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.testing;

import io.directstream.consumer.ClientFactory;
import io.directstream.consumer.FetchLimits;
import io.directstream.consumer.FetchTally;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;

/** Hands out fetchers that a test made; there is no broker. */
public final class FakeClients implements ClientFactory {

    private final IntFunction<Consumer<byte[], byte[]>> fetchers;

    /** Asks the given function for fetchers, by their index. */
    public FakeClients(IntFunction<Consumer<byte[], byte[]>> fetchers) {
        this.fetchers = fetchers;
    }

    @Override
    public Consumer<byte[], byte[]> groupConsumer(String groupId, Map<String, Object> overrides) {
        throw new UnsupportedOperationException("this test has no group");
    }

    @Override
    public Consumer<byte[], byte[]> fetcher(
            int index, Map<String, Object> overrides, FetchLimits limits, FetchTally tally) {
        return fetchers.apply(index);
    }

    @Override
    public Admin admin(Map<String, Object> overrides) {
        throw new UnsupportedOperationException("this test has no cluster");
    }

    @Override
    public String fetcherClientId(int index) {
        return "orders-fetcher-" + index;
    }

    @Override
    public String bootstrapServers() {
        return "nowhere:9092";
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
