/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** What to set here instead of a setting of Spark's direct stream, which people may bring along. */
final class SparkKeys {

    private static final String STREAM = "{stream}";

    private static final String SHARED = "{shared}";

    private static final String CACHE_GROWS =
            "remove it, the cache grows as it is used; how far, '{shared}consumer-cache.max-capacity' says";

    /** Without the words that Spark's keys begin with, in lower case. */
    private static final Map<String, String> TWINS = Map.ofEntries(
            Map.entry("maxrateperpartition", "use '{stream}rate.max-records-per-second-per-partition'"),
            Map.entry(
                    "minrateperpartition",
                    "use '{stream}rate.min-records-per-second-per-partition', which counts per second and not per batch"),
            Map.entry("consumer.poll.ms", "use '{stream}read-timeout'"),
            Map.entry("consumer.cache.enabled", "use '{shared}consumer-cache.enabled'"),
            Map.entry("consumer.cache.maxcapacity", "use '{shared}consumer-cache.max-capacity'"),
            Map.entry("consumer.cache.initialcapacity", CACHE_GROWS),
            Map.entry("consumer.cache.loadfactor", CACHE_GROWS),
            Map.entry(
                    "allownonconsecutiveoffsets",
                    "remove it, compacted and transactional topics are read without being told"),
            Map.entry("backpressure.enabled", "use '{stream}rate.backpressure.enabled'"),
            Map.entry("backpressure.initialrate", "use '{stream}rate.backpressure.initial-records-per-second'"),
            Map.entry(
                    "backpressure.rateestimator",
                    "remove it, '{stream}rate.backpressure.enabled' means pid, the only one that Spark has too"),
            Map.entry("backpressure.pid.proportional", "use '{stream}rate.backpressure.proportional'"),
            Map.entry("backpressure.pid.integral", "use '{stream}rate.backpressure.integral'"),
            Map.entry("backpressure.pid.derived", "use '{stream}rate.backpressure.derivative'"),
            Map.entry("backpressure.pid.minrate", "use '{stream}rate.backpressure.min-records-per-second'"),
            Map.entry("batchduration", "use '{stream}batch.interval'"),
            Map.entry("batchinterval", "use '{stream}batch.interval'"),
            Map.entry(
                    "concurrentjobs",
                    "use '{stream}concurrency' for partitions side by side; batches of one partition never overlap"),
            Map.entry(
                    "stopgracefullyonshutdown",
                    "remove it, a stream always stops gracefully, within '{stream}shutdown-timeout'"),
            Map.entry("gracefulstoptimeout", "use '{stream}shutdown-timeout'"),
            Map.entry("ui.retainedbatches", "use '{stream}batch.history'"),
            Map.entry("task.maxfailures", "use '{stream}failure.max-attempts'"),
            Map.entry(
                    "locality.wait",
                    "remove it, '{stream}location.strategy' places partitions once and not for each batch"),
            Map.entry("network.timeout", "use '{stream}read-timeout'"),
            Map.entry("speculation", "remove it, a range never runs twice at once"));

    private static final Set<String> BEGINNINGS = Set.of("spark", "streaming", "kafka");

    private SparkKeys() {}

    /** What to do instead of setting the given unknown key; empty if it is none of Spark's. */
    static Optional<String> twin(ConfigurationPropertyName unknown) {
        int first = belowStream(unknown) ? 3 : 1;
        List<String> words = new ArrayList<>();
        for (int index = first; index < unknown.getNumberOfElements(); index++) {
            words.addAll(List.of(unknown.getElement(index, Form.UNIFORM).split("\\.")));
        }
        while (!words.isEmpty() && BEGINNINGS.contains(words.get(0))) {
            words.remove(0);
        }
        @Nullable String twin = TWINS.get(String.join(".", words));
        return Optional.ofNullable(twin)
                .map(text -> text.replace(SHARED, "direct-stream.").replace(STREAM, stream(unknown)));
    }

    private static boolean belowStream(ConfigurationPropertyName name) {
        return name.getNumberOfElements() > 2
                && name.getElement(1, Form.UNIFORM).equals("streams");
    }

    private static String stream(ConfigurationPropertyName name) {
        return "direct-stream.streams.%s.".formatted(belowStream(name) ? name.getElement(2, Form.ORIGINAL) : "<name>");
    }
}
