/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static java.util.Map.entry;

import io.directstream.autoconfigure.ConfigurationKeys.Key;
import io.directstream.stream.BackpressureOptions;
import io.directstream.stream.CommitMode;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.Trigger;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;

/** What a key is when it is not set: said by its description, by the engine's options or by the record's annotations. */
final class ConfigurationDefaults {

    /** Keys of a stream that have no default: not set is a meaning of its own. */
    static final Set<String> NONE = Set.of(
            "topics",
            "topic-pattern",
            "topic-partitions",
            "consumer-strategy",
            "starting-offsets",
            "ranges",
            "share.hosts",
            "on-complete",
            "location.hosts",
            "rate.partitions",
            "offsets.store-bean",
            "failure.not-retryable",
            "failure.dead-letter.topic",
            "upgrade-from",
            "ssl.bundle",
            "properties.*");

    /** Where the engine states the defaults of a stream's keys, and of the cache that all streams share. */
    static final Map<String, Function<StreamOptions, Object>> OF_THE_ENGINE = Map.ofEntries(
            entry("consumer-cache.enabled", options -> options.cache().enabled()),
            entry("consumer-cache.idle-timeout", options -> options.cache().idleTimeout()),
            entry("batch.max-records", options -> options.batch().maxRecords()),
            entry("batch.max-bytes", options -> DataSize.ofBytes(options.batch().maxBytes())),
            entry("batch.history", options -> options.batch().history()),
            entry(
                    "prefetch.max-bytes",
                    options -> DataSize.ofBytes(options.prefetch().maxBytes())),
            entry("offsets.commit", options -> options.offsets().commit()),
            entry("offsets.max-uncommitted-ranges", options -> CommitMode.Manual.DEFAULT_MAX_UNCOMMITTED_RANGES),
            entry("batch.on-empty", options -> new Trigger.Interval(Duration.ofSeconds(1)).onEmpty()),
            entry("offsets.when-none-stored", options -> options.offsets().whenNoneStored()),
            entry("offsets.when-out-of-range", options -> options.offsets().whenOutOfRange()),
            entry("offsets.when-partition-added", options -> options.offsets().whenPartitionAdded()),
            entry("offsets.when-topic-recreated", options -> options.offsets().whenTopicRecreated()),
            entry("offsets.mirror-to-kafka", options -> options.offsets().mirrored()),
            entry("failure.max-attempts", options -> options.failure().maxAttempts()),
            entry(
                    "failure.backoff.delay",
                    options -> options.failure().backoff().delay()),
            entry(
                    "failure.backoff.multiplier",
                    options -> options.failure().backoff().multiplier()),
            entry(
                    "failure.backoff.max-delay",
                    options -> options.failure().backoff().maxDelay()),
            entry("failure.when-exhausted", options -> options.failure().whenExhausted()),
            entry(
                    "rate.min-records-per-second-per-partition",
                    options -> options.rate().minPerSecondPerPartition()),
            entry(
                    "rate.backpressure.initial-records-per-second",
                    options -> BackpressureOptions.DEFAULT.initialPerSecond()),
            entry(
                    "rate.backpressure.proportional",
                    options -> BackpressureOptions.DEFAULT.gains().proportional()),
            entry(
                    "rate.backpressure.integral",
                    options -> BackpressureOptions.DEFAULT.gains().integral()),
            entry(
                    "rate.backpressure.derivative",
                    options -> BackpressureOptions.DEFAULT.gains().derivative()),
            entry("rate.backpressure.min-records-per-second", options -> BackpressureOptions.DEFAULT.minPerSecond()),
            entry("shutdown-timeout", options -> options.timeouts().shutdown()),
            entry("read-timeout", options -> options.timeouts().read()));

    /** Defaults that are choices of the Spring side. */
    static final Map<String, String> OF_THE_APPLICATION = Map.of(
            "location.strategy",
            "prefer-consistent",
            "location.max-imbalance",
            "1",
            "offsets.store",
            "kafka",
            "offsets.checkpoint.directory",
            CheckpointDirectory.DEFAULT,
            "offsets.jdbc.ledger",
            "false",
            "rate.backpressure.enabled",
            "false");

    private static final Pattern UNSET = Pattern.compile(" Unset: ([^.]+(?:\\.\\S[^.]*)*)\\.$");

    private final StreamOptions engine = StreamOptions.of("any", "any");

    /** What the description says of it, if it does, and the value otherwise; nothing where there is no default. */
    String of(Key key) {
        Matcher unset = UNSET.matcher(key.description());
        String value = value(key);
        if (unset.find()) {
            return value.isEmpty() ? unset.group(1) : unset.group(1) + ", else " + value;
        }
        return value;
    }

    /** The description without what it says of the default. */
    static String meaning(Key key) {
        return UNSET.matcher(key.description()).replaceFirst("");
    }

    /** A word of a setting as it is written in YAML. */
    static String word(String javaName) {
        return javaName.replaceAll("([a-z])([A-Z])", "$1-$2").replace('_', '-').toLowerCase(Locale.ROOT);
    }

    private String value(Key key) {
        Function<StreamOptions, Object> stated = OF_THE_ENGINE.get(key.name());
        String value = stated == null
                ? OF_THE_APPLICATION.getOrDefault(key.name(), key.defaultValue())
                : print(stated.apply(engine));
        return value.isEmpty() ? "" : '`' + value + '`';
    }

    private static String print(Object value) {
        if (value instanceof Duration duration) {
            return duration.toMillis() % 60_000 == 0 ? duration.toMinutes() + "m" : Setting.print(duration);
        }
        if (value instanceof DataSize size) {
            return size.toMegabytes() + "MB";
        }
        if (value instanceof Enum<?> constant) {
            return word(constant.name());
        }
        return value instanceof Record mode ? word(mode.getClass().getSimpleName()) : value.toString();
    }
}
