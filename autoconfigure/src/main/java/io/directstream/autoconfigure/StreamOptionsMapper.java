/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.DirectStreamProperties.Batch;
import io.directstream.autoconfigure.DirectStreamProperties.ConsumerCache;
import io.directstream.autoconfigure.DirectStreamProperties.Offsets;
import io.directstream.autoconfigure.DirectStreamProperties.Offsets.Position;
import io.directstream.autoconfigure.DirectStreamProperties.Prefetch;
import io.directstream.autoconfigure.DirectStreamProperties.Stream;
import io.directstream.autoconfigure.Failure.BackoffSettings;
import io.directstream.consumer.CacheOptions;
import io.directstream.stream.Backoff;
import io.directstream.stream.BatchOptions;
import io.directstream.stream.CommitMode;
import io.directstream.stream.FailurePolicy;
import io.directstream.stream.OffsetOptions;
import io.directstream.stream.PositionPolicy;
import io.directstream.stream.PrefetchOptions;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.Timeouts;
import io.directstream.stream.Trigger;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** From the settings of one stream to the engine's options, whose own defaults stand for whatever is not set. */
final class StreamOptionsMapper {

    private final Setting setting;

    private final StreamOptions defaults;

    StreamOptionsMapper(String name, String groupId) {
        this.setting = Setting.ofStream(name);
        this.defaults = StreamOptions.of(name, groupId);
    }

    /**
     * Maps the settings.
     *
     * @param whenNoneStored asked if the stream does not say where to begin
     */
    StreamOptions map(Stream stream, ConsumerCache cache, Supplier<PositionPolicy> whenNoneStored) {
        Trigger trigger = trigger(stream.batch());
        return defaults.withTrigger(trigger)
                .withBatch(batch(stream.batch()))
                .withCache(cache(cache, trigger))
                .withPrefetch(prefetch(stream.prefetch()))
                .withConcurrency(setting.atLeast(1, "concurrency", stream.concurrency(), defaults.concurrency()))
                .withOffsets(offsets(stream.offsets(), whenNoneStored))
                .withFailure(failure(stream.failure()))
                .withTimeouts(timeouts(stream))
                .withRate(new RateMapper(setting).map(stream.rate(), trigger))
                .withUpgradeFrom(new AssignorNames(setting).classNames(stream.upgradeFrom()));
    }

    private Trigger trigger(Batch batch) {
        if (batch.interval() != null) {
            Duration interval = setting.duration("batch.interval", batch.interval(), batch.interval());
            return batch.onEmpty() == null
                    ? new Trigger.Interval(interval)
                    : new Trigger.Interval(
                            interval, Trigger.OnEmpty.valueOf(batch.onEmpty().name()));
        }
        if (batch.onEmpty() == Batch.OnEmpty.DELIVER) {
            throw setting.refuse(
                    "batch.on-empty",
                    "deliver",
                    "without %s batches come only when records are there; set that too or remove this"
                            .formatted(setting.key("batch.interval")));
        }
        return defaults.trigger();
    }

    private BatchOptions batch(Batch batch) {
        BatchOptions otherwise = defaults.batch();
        return new BatchOptions(
                setting.atLeast(1, "batch.max-records", batch.maxRecords(), otherwise.maxRecords()),
                setting.bytes("batch.max-bytes", batch.maxBytes(), otherwise.maxBytes()),
                setting.atLeast(0, "batch.history", batch.history(), otherwise.history()));
    }

    private PrefetchOptions prefetch(Prefetch prefetch) {
        PrefetchOptions otherwise = defaults.prefetch();
        return new PrefetchOptions(
                setting.bytes("prefetch.max-bytes", prefetch.maxBytes(), otherwise.maxBytes()),
                setting.atLeast(1, "prefetch.fetchers", prefetch.fetchers(), otherwise.fetchers()));
    }

    private CacheOptions cache(ConsumerCache cache, Trigger trigger) {
        Setting shared = new Setting("direct-stream.");
        CacheOptions otherwise = defaults.cache();
        Integer maxCapacity = cache.maxCapacity();
        if (maxCapacity != null && maxCapacity < 1) {
            throw shared.refuse(
                    "consumer-cache.max-capacity",
                    maxCapacity,
                    "it must be at least 1; remove it to let it follow the partitions");
        }
        boolean enabled = cache.enabled() == null ? otherwise.enabled() : cache.enabled();
        if (!enabled && trigger instanceof Trigger.Continuous) {
            throw shared.refuse(
                    "consumer-cache.enabled",
                    false,
                    "the stream '%s' has no interval and keeps the readers of its partitions; set %s or remove this"
                            .formatted(defaults.name(), setting.key("batch.interval")));
        }
        return new CacheOptions(
                enabled,
                maxCapacity == null ? otherwise.maxCapacity() : maxCapacity,
                shared.duration("consumer-cache.idle-timeout", cache.idleTimeout(), otherwise.idleTimeout()));
    }

    private OffsetOptions offsets(Offsets offsets, Supplier<PositionPolicy> whenNoneStored) {
        OffsetOptions otherwise = defaults.offsets();
        return new OffsetOptions(
                offsets.whenNoneStored() == null
                        ? whenNoneStored.get()
                        : policy(offsets.whenNoneStored(), otherwise.whenNoneStored()),
                policy(offsets.whenOutOfRange(), otherwise.whenOutOfRange()),
                policy(offsets.whenPartitionAdded(), otherwise.whenPartitionAdded()),
                offsets.whenTopicRecreated() == null
                        ? otherwise.whenTopicRecreated()
                        : PositionPolicy.valueOf(offsets.whenTopicRecreated().name()),
                commit(offsets),
                offsets.mirrorToKafka() == null ? otherwise.mirrored() : offsets.mirrorToKafka());
    }

    private CommitMode commit(Offsets offsets) {
        Integer most = offsets.maxUncommittedRanges();
        if (offsets.commit() == Offsets.Commit.MANUAL) {
            int otherwise = CommitMode.Manual.DEFAULT_MAX_UNCOMMITTED_RANGES;
            return new CommitMode.Manual(setting.atLeast(1, "offsets.max-uncommitted-ranges", most, otherwise));
        }
        if (most != null) {
            throw setting.refuse(
                    "offsets.max-uncommitted-ranges",
                    most,
                    "every range is stored when its listener has returned; set %s to manual or remove this"
                            .formatted(setting.key("offsets.commit")));
        }
        return defaults.offsets().commit();
    }

    private static PositionPolicy policy(@Nullable Position position, PositionPolicy otherwise) {
        return position == null ? otherwise : PositionPolicy.valueOf(position.name());
    }

    private FailurePolicy failure(Failure failure) {
        FailurePolicy otherwise = defaults.failure();
        return new FailurePolicy(
                setting.atLeast(1, "failure.max-attempts", failure.maxAttempts(), otherwise.maxAttempts()),
                backoff(failure.backoff(), otherwise.backoff()),
                new ExhaustionSettings(setting).of(failure, otherwise.whenExhausted()),
                new FailureClasses(setting).of(failure.notRetryable()));
    }

    private Backoff backoff(BackoffSettings backoff, Backoff otherwise) {
        Duration delay = setting.duration("failure.backoff.delay", backoff.delay(), otherwise.delay());
        Duration maxDelay = setting.duration("failure.backoff.max-delay", backoff.maxDelay(), otherwise.maxDelay());
        if (maxDelay.compareTo(delay) < 0) {
            throw setting.refuse(
                    "failure.backoff.max-delay",
                    Setting.print(maxDelay),
                    "it must not be shorter than failure.backoff.delay, which is %s; raise the one or lower the other"
                            .formatted(Setting.print(delay)));
        }
        Double multiplier = backoff.multiplier();
        if (multiplier != null && !(multiplier >= 1.0 && multiplier < Double.POSITIVE_INFINITY)) {
            throw setting.refuse(
                    "failure.backoff.multiplier", multiplier, "it must be at least 1.0, which means equal pauses");
        }
        return new Backoff(delay, multiplier == null ? otherwise.multiplier() : multiplier, maxDelay);
    }

    private Timeouts timeouts(Stream stream) {
        Timeouts otherwise = defaults.timeouts();
        return new Timeouts(
                handover(stream.handoverTimeout(), otherwise.handover()),
                setting.duration("shutdown-timeout", stream.shutdownTimeout(), otherwise.shutdown()),
                setting.duration("read-timeout", stream.readTimeout(), otherwise.read()),
                setting.duration("health.no-progress-after", stream.health().noProgressAfter(), otherwise.listener()));
    }

    /** Unset is not the same as any value: the engine then fits it to the time between two polls. */
    private @Nullable Duration handover(@Nullable Duration handover, @Nullable Duration otherwise) {
        return handover == null ? otherwise : setting.duration("handover-timeout", handover, handover);
    }
}
