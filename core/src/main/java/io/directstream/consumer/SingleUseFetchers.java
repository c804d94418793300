/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A fetcher, and so a Kafka consumer, of its own for each reader: what a stream reads with whose consumer cache is switched
 * off. Client ids are used again, so that brokers and meters do not see ever new clients.
 */
public final class SingleUseFetchers extends FetcherPool {

    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Fetcher, Integer> indexes = new HashMap<>();

    private final BitSet taken = new BitSet();

    private final Queue<Fetcher> unused = new ConcurrentLinkedQueue<>();

    /**
     * Begins without fetchers.
     *
     * @param source what they read with
     * @param budget the memory they share
     * @param listener told what came of their polls
     */
    public SingleUseFetchers(Source source, ByteBudget budget, ReadListener listener) {
        super(0, source, budget, listener);
    }

    @Override
    Fetcher forReader() {
        lock.lock();
        try {
            int index = taken.nextClearBit(0);
            taken.set(index);
            Fetcher fetcher = make(index);
            indexes.put(fetcher, index);
            add(fetcher);
            return fetcher;
        } finally {
            lock.unlock();
        }
    }

    @Override
    void readerClosed(Fetcher fetcher) {
        remove(fetcher);
        unused.add(fetcher);
    }

    @Override
    void closeUnused() {
        for (Fetcher fetcher = unused.poll(); fetcher != null; fetcher = unused.poll()) {
            fetcher.close();
            lock.lock();
            try {
                Integer index = indexes.remove(fetcher);
                if (index != null) {
                    taken.clear(index);
                }
            } finally {
                lock.unlock();
            }
        }
    }

    @Override
    public void close() {
        super.close();
        closeUnused();
    }
}
