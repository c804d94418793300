/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What happened in a cache so far; guarded by the cache's lock. */
final class CacheCounts {

    long hits;

    long misses;

    long evictions;

    long puts;

    CacheSnapshot snapshot(int capacity, int inUse, List<CacheSnapshot.Entry> readers, List<Fetcher> fetchers) {
        Map<String, Long> bytes = readers.stream()
                .collect(Collectors.groupingBy(
                        CacheSnapshot.Entry::clientId, Collectors.summingLong(CacheSnapshot.Entry::bufferedBytes)));
        List<CacheSnapshot.FetcherEntry> entries = fetchers.stream()
                .map(fetcher -> new CacheSnapshot.FetcherEntry(
                        fetcher.clientId(), fetcher.partitionCount(), bytes.getOrDefault(fetcher.clientId(), 0L)))
                .toList();
        return new CacheSnapshot(capacity, readers.size(), inUse, hits, misses, evictions, puts, readers, entries);
    }
}
