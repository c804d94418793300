/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.CacheOptions;
import io.directstream.consumer.Checks;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings of one stream; every default is stated here and nowhere else.
 *
 * @param name the stream's name, lower-case letters and digits
 * @param groupId the Kafka consumer group, unique per stream and cluster
 * @param trigger when batches are planned
 * @param batch how large batches may become
 * @param prefetch how much is read ahead
 * @param cache how many idle readers are kept
 * @param concurrency the number of worker threads
 * @param offsets where to go on when no position is known
 * @param failure what happens when the listener fails
 * @param timeouts how long the stream waits
 * @param rate how fast it may read
 * @param upgradeFrom class names of assignors that other members of the group use, for the time of a rolling upgrade
 */
public record StreamOptions(
        String name,
        String groupId,
        Trigger trigger,
        BatchOptions batch,
        PrefetchOptions prefetch,
        CacheOptions cache,
        int concurrency,
        OffsetOptions offsets,
        FailurePolicy failure,
        Timeouts timeouts,
        RateOptions rate,
        List<String> upgradeFrom) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one of them is out of bounds
     */
    public StreamOptions {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "stream name '%s' is not lower-case letters and digits beginning with a letter; with other characters environment variables could not name it"
                            .formatted(name));
        }
        if (groupId.isBlank()) {
            throw new IllegalArgumentException(
                    "group-id of stream '%s' is blank; name a consumer group".formatted(name));
        }
        Checks.atLeast("concurrency", concurrency, 1);
        upgradeFrom = List.copyOf(upgradeFrom);
    }

    /** The defaults: continuous, one worker per available processor. */
    public static StreamOptions of(String name, String groupId) {
        return new StreamOptions(
                name,
                groupId,
                new Trigger.Continuous(),
                BatchOptions.DEFAULT,
                PrefetchOptions.DEFAULT,
                CacheOptions.DEFAULT,
                Runtime.getRuntime().availableProcessors(),
                OffsetOptions.DEFAULT,
                FailurePolicy.DEFAULT,
                Timeouts.DEFAULT,
                RateOptions.DEFAULT,
                List.of());
    }

    /** These options with another trigger. */
    public StreamOptions withTrigger(Trigger other) {
        return new StreamOptions(
                name,
                groupId,
                other,
                batch,
                prefetch,
                cache,
                concurrency,
                offsets,
                failure,
                timeouts,
                rate,
                upgradeFrom);
    }

    /** These options with other batch limits. */
    public StreamOptions withBatch(BatchOptions other) {
        return new StreamOptions(
                name,
                groupId,
                trigger,
                other,
                prefetch,
                cache,
                concurrency,
                offsets,
                failure,
                timeouts,
                rate,
                upgradeFrom);
    }

    /** These options with other prefetch limits. */
    public StreamOptions withPrefetch(PrefetchOptions other) {
        return new StreamOptions(
                name,
                groupId,
                trigger,
                batch,
                other,
                cache,
                concurrency,
                offsets,
                failure,
                timeouts,
                rate,
                upgradeFrom);
    }

    /** These options with another consumer cache. */
    public StreamOptions withCache(CacheOptions other) {
        return new StreamOptions(
                name,
                groupId,
                trigger,
                batch,
                prefetch,
                other,
                concurrency,
                offsets,
                failure,
                timeouts,
                rate,
                upgradeFrom);
    }

    /** These options with another number of worker threads. */
    public StreamOptions withConcurrency(int other) {
        return new StreamOptions(
                name, groupId, trigger, batch, prefetch, cache, other, offsets, failure, timeouts, rate, upgradeFrom);
    }

    /** These options with other position policies. */
    public StreamOptions withOffsets(OffsetOptions other) {
        return new StreamOptions(
                name,
                groupId,
                trigger,
                batch,
                prefetch,
                cache,
                concurrency,
                other,
                failure,
                timeouts,
                rate,
                upgradeFrom);
    }

    /** These options with another failure policy. */
    public StreamOptions withFailure(FailurePolicy other) {
        return new StreamOptions(
                name,
                groupId,
                trigger,
                batch,
                prefetch,
                cache,
                concurrency,
                offsets,
                other,
                timeouts,
                rate,
                upgradeFrom);
    }

    /** These options with other timeouts. */
    public StreamOptions withTimeouts(Timeouts other) {
        return new StreamOptions(
                name,
                groupId,
                trigger,
                batch,
                prefetch,
                cache,
                concurrency,
                offsets,
                failure,
                other,
                rate,
                upgradeFrom);
    }

    /** These options with other rates. */
    public StreamOptions withRate(RateOptions other) {
        return new StreamOptions(
                name,
                groupId,
                trigger,
                batch,
                prefetch,
                cache,
                concurrency,
                offsets,
                failure,
                timeouts,
                other,
                upgradeFrom);
    }

    /** These options with assignors of other members. */
    public StreamOptions withUpgradeFrom(List<String> other) {
        return new StreamOptions(
                name, groupId, trigger, batch, prefetch, cache, concurrency, offsets, failure, timeouts, rate, other);
    }
}
