/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.DirectStreamProperties.Stream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/** Of a stream that is created in code, only some keys apply: the others would say again what the code has said. */
final class CreatedStreamKeys {

    /** The keys that the code decides, each with its value. */
    static final Map<String, Function<Stream, Object>> DECIDED_IN_CODE = Map.ofEntries(
            Map.entry("group-id", stream -> Objects.requireNonNullElse(stream.groupId(), "")),
            Map.entry("topics", Stream::topics),
            Map.entry("topic-pattern", stream -> Objects.requireNonNullElse(stream.topicPattern(), "")),
            Map.entry("topic-partitions", Stream::topicPartitions),
            Map.entry("consumer-strategy", stream -> Objects.requireNonNullElse(stream.consumerStrategy(), "")),
            Map.entry("starting-offsets", Stream::startingOffsets),
            Map.entry("ranges", Stream::ranges),
            Map.entry("share", Stream::share),
            Map.entry("on-complete", stream -> Objects.requireNonNullElse(stream.onComplete(), "")),
            Map.entry(
                    "location.strategy",
                    stream -> Objects.requireNonNullElse(stream.location().strategy(), "")),
            Map.entry("location.hosts", stream -> stream.location().hosts()),
            Map.entry(
                    "location.max-imbalance",
                    stream -> Objects.requireNonNullElse(stream.location().maxImbalance(), "")),
            Map.entry("upgrade-from", Stream::upgradeFrom),
            Map.entry("batch", Stream::batch),
            Map.entry("prefetch", Stream::prefetch),
            Map.entry("concurrency", stream -> Objects.requireNonNullElse(stream.concurrency(), "")),
            Map.entry("offsets", Stream::offsets),
            Map.entry("rate", Stream::rate),
            Map.entry("failure", Stream::failure),
            Map.entry("handover-timeout", stream -> Objects.requireNonNullElse(stream.handoverTimeout(), "")),
            Map.entry("shutdown-timeout", stream -> Objects.requireNonNullElse(stream.shutdownTimeout(), "")),
            Map.entry("read-timeout", stream -> Objects.requireNonNullElse(stream.readTimeout(), "")));

    private CreatedStreamKeys() {}

    static void check(String name, Stream stream) {
        Stream empty = new Binder().bindOrCreate(name, Stream.class);
        List<String> twice = new TreeMap<>(DECIDED_IN_CODE)
                .entrySet().stream()
                        .filter(key -> !key.getValue()
                                .apply(stream)
                                .equals(key.getValue().apply(empty)))
                        .map(key -> Setting.ofStream(name).key(key.getKey()))
                        .toList();
        if (!twice.isEmpty()) {
            throw new FailureAnalyzedException(
                    "Stream '%s' is created in code, which decides what %s would say.".formatted(name, twice),
                    "Remove these keys, or have an annotated method listen to the stream. Keys that apply to a created stream"
                            + " are auto-startup, missing-topics, bootstrap-servers, ssl, location.host, location.rack,"
                            + " health, metrics and properties.");
        }
    }
}
