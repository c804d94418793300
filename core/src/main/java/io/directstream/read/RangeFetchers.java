/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import io.directstream.consumer.ClientFactory;
import io.directstream.consumer.FetchLimits;
import io.directstream.consumer.FetchTally;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Makes the Kafka consumers of reads. Client ids are used again, so that brokers and meters do not see ever new clients. */
final class RangeFetchers {

    /**
     * A bounded read never waits for new records, and a fetch that was sent for what follows a range holds up the next one
     * for so long, as it does the closing.
     */
    private static final Map<String, Object> OVERRIDES = Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1);

    private final ReentrantLock lock = new ReentrantLock();

    private final BitSet taken = new BitSet();

    private final ClientFactory clients;

    RangeFetchers(ClientFactory clients) {
        this.clients = clients;
    }

    /** Makes one, to be closed by its user. */
    RangeFetcher make(int maxFetchBytes) {
        int index = take();
        try {
            FetchTally tally = new FetchTally();
            return new RangeFetcher(
                    clients.fetcher(index, OVERRIDES, new FetchLimits(maxFetchBytes, maxFetchBytes), tally),
                    tally,
                    () -> giveBack(index));
        } catch (Throwable failure) {
            giveBack(index);
            throw failure;
        }
    }

    /** Where the brokers are looked for, for messages. */
    String bootstrapServers() {
        return clients.bootstrapServers();
    }

    private int take() {
        lock.lock();
        try {
            int index = taken.nextClearBit(0);
            taken.set(index);
            return index;
        } finally {
            lock.unlock();
        }
    }

    private void giveBack(int index) {
        lock.lock();
        try {
            taken.clear(index);
        } finally {
            lock.unlock();
        }
    }
}
