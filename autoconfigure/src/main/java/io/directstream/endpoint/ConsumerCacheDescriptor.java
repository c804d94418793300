/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.directstream.consumer.CacheSnapshot;
import io.directstream.listener.DirectStreamContainer;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The consumer caches of all streams on this instance; figures are their sums.
 *
 * @param instance the answering instance
 * @param scope what the answer covers
 * @param enabled whether readers are kept, by any stream
 * @param maxCapacity how many idle readers are kept
 * @param size how many readers there are
 * @param inUse how many of them are leased
 * @param hits leases that found a reader standing at the wanted offset
 * @param misses leases that had to make or move a reader
 * @param evictions idle readers closed to make room, or for having been idle too long
 * @param hitRatio hits per lease; null before the first lease
 * @param entries the readers, sorted by stream, topic and partition
 * @param fetchers the Kafka consumers that fill them
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ConsumerCacheDescriptor(
        String instance,
        String scope,
        boolean enabled,
        long maxCapacity,
        long size,
        long inUse,
        long hits,
        long misses,
        long evictions,
        @Nullable Double hitRatio,
        List<ReaderDescriptor> entries,
        List<FetcherDescriptor> fetchers)
        implements OperationResponseBody {

    static ConsumerCacheDescriptor of(String instance, Collection<DirectStreamContainer> containers) {
        List<Cache> caches = containers.stream().map(Cache::of).toList();
        long hits = sum(caches, CacheSnapshot::hits);
        long misses = sum(caches, CacheSnapshot::misses);
        return new ConsumerCacheDescriptor(
                instance,
                Scope.INSTANCE,
                containers.isEmpty()
                        || containers.stream()
                                .anyMatch(each -> each.options().cache().enabled()),
                sum(caches, CacheSnapshot::maxCapacity),
                sum(caches, CacheSnapshot::size),
                sum(caches, CacheSnapshot::inUse),
                hits,
                misses,
                sum(caches, CacheSnapshot::evictions),
                (hits + misses > 0) ? (double) hits / (hits + misses) : null,
                caches.stream().flatMap(Cache::readers).toList(),
                caches.stream().flatMap(Cache::fetchers).toList());
    }

    private static long sum(Collection<Cache> caches, ToLongFunction<CacheSnapshot> figure) {
        return caches.stream().map(Cache::snapshot).mapToLong(figure).sum();
    }

    private record Cache(String stream, CacheSnapshot snapshot) {

        static Cache of(DirectStreamContainer container) {
            return new Cache(container.getStreamName(), container.consumerCache());
        }

        Stream<ReaderDescriptor> readers() {
            return snapshot.entries().stream()
                    .map(entry -> ReaderDescriptor.of(stream, entry))
                    .sorted(Comparator.comparing(ReaderDescriptor::topic)
                            .thenComparingInt(ReaderDescriptor::partition));
        }

        Stream<FetcherDescriptor> fetchers() {
            return snapshot.fetchers().stream().map(fetcher -> FetcherDescriptor.of(stream, fetcher));
        }
    }

    /**
     * One reader: a position in one partition, and the records read ahead of it.
     *
     * @param stream the stream it reads for
     * @param group the group of its key
     * @param topic the topic of its key
     * @param partition the partition of its key
     * @param clientId the client id of the fetcher that fills it
     * @param position the next offset it delivers
     * @param bufferedRecords records read ahead
     * @param bufferedBytes their serialized size
     * @param inUse whether it is leased
     * @param uses how often it was leased
     * @param createdAt when it was made
     * @param lastUsedAt when it was last leased or given back
     */
    public record ReaderDescriptor(
            String stream,
            String group,
            String topic,
            int partition,
            String clientId,
            long position,
            int bufferedRecords,
            long bufferedBytes,
            boolean inUse,
            long uses,
            Instant createdAt,
            Instant lastUsedAt) {

        static ReaderDescriptor of(String stream, CacheSnapshot.Entry entry) {
            return new ReaderDescriptor(
                    stream,
                    entry.group(),
                    entry.partition().topic(),
                    entry.partition().partition(),
                    entry.clientId(),
                    entry.position(),
                    entry.bufferedRecords(),
                    entry.bufferedBytes(),
                    entry.inUse(),
                    entry.uses(),
                    entry.createdAt(),
                    entry.lastUsedAt());
        }
    }

    /**
     * One Kafka consumer that fills readers.
     *
     * @param clientId its client id
     * @param stream the stream it reads for
     * @param partitions how many partitions it reads
     * @param bufferedBytes the bytes its readers hold
     */
    public record FetcherDescriptor(String clientId, String stream, int partitions, long bufferedBytes) {

        static FetcherDescriptor of(String stream, CacheSnapshot.FetcherEntry fetcher) {
            return new FetcherDescriptor(fetcher.clientId(), stream, fetcher.partitions(), fetcher.bufferedBytes());
        }
    }
}
