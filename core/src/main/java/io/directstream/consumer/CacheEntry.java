/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import io.directstream.StreamClock;
import java.time.Instant;

/** A reader's place in the cache; guarded by the cache's lock. */
final class CacheEntry {

    private final StreamClock clock;

    private final PartitionReader reader;

    private final Fetcher fetcher;

    private final Instant createdAt;

    private Instant lastUsedAt;

    private long lastUsedNanos;

    private long uses;

    private boolean pinned;

    private boolean reserved;

    private boolean leased;

    private boolean attached;

    CacheEntry(PartitionReader reader, Fetcher fetcher, StreamClock clock) {
        this.reader = reader;
        this.fetcher = fetcher;
        this.clock = clock;
        this.createdAt = clock.now();
        this.lastUsedAt = createdAt;
        this.lastUsedNanos = clock.nanoTime();
        attach();
    }

    PartitionReader reader() {
        return reader;
    }

    boolean isLeased() {
        return leased;
    }

    boolean isEvictable() {
        return !leased && !pinned && !reserved;
    }

    boolean isReserved() {
        return reserved;
    }

    /** Keeps it for a range that was planned and needs it filled so far, until that range leases it. */
    void reserve(long neededUntil) {
        reserved = true;
        reader.need(neededUntil);
        touch();
        attach();
    }

    void unreserve() {
        reserved = false;
        reader.need(PartitionReader.CLOSED);
    }

    /** Takes over what was promised of the entry in whose place this one comes. */
    void replaces(CacheEntry other) {
        pinned = other.pinned;
        reserved = other.reserved;
        reader.need(other.reader.neededUntil());
    }

    Fetcher fetcher() {
        return fetcher;
    }

    void pin() {
        pinned = true;
    }

    void lease() {
        leased = true;
        unreserve();
        uses++;
        touch();
    }

    void release() {
        leased = false;
        touch();
    }

    long idleNanos() {
        return clock.nanoTime() - lastUsedNanos;
    }

    /** Reads on from where the reader stands. */
    void attach() {
        if (!attached) {
            attached = true;
            fetcher.add(reader);
        }
    }

    /** Reads no further. */
    void detach() {
        if (attached) {
            attached = false;
            fetcher.remove(reader);
        }
    }

    /** Forgets what is buffered, reads on from the given offset. */
    void moveTo(long offset) {
        reader.moveTo(offset);
        if (attached) {
            fetcher.reposition(reader);
        } else {
            attach();
        }
    }

    /** Ends reading and gives back what is buffered. */
    void close() {
        detach();
        reader.need(PartitionReader.CLOSED);
        reader.close();
    }

    CacheSnapshot.Entry snapshot(String group) {
        return new CacheSnapshot.Entry(
                group,
                reader.partition(),
                fetcher.clientId(),
                reader.position(),
                reader.bufferedRecords(),
                reader.bufferedBytes(),
                leased,
                uses,
                createdAt,
                lastUsedAt);
    }

    private void touch() {
        lastUsedAt = clock.now();
        lastUsedNanos = clock.nanoTime();
    }
}
