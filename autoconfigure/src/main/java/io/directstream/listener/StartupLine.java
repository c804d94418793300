/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.strategy.Location;
import io.directstream.stream.BatchOptions;
import io.directstream.stream.CommitMode;
import io.directstream.stream.StreamOptions;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/** Says in one line how a stream runs, so that its log answers most questions by itself. */
final class StartupLine {

    private static final Logger LOG = LoggerFactory.getLogger(DirectStreamContainer.class);

    private StartupLine() {}

    static void log(StreamPlan plan) {
        if (LOG.isInfoEnabled()) {
            LOG.info("stream {} starts: {}", plan.options().name(), describe(plan));
        }
    }

    static String describe(StreamPlan plan) {
        Bounded bounded = plan.bounded();
        return bounded == null ? describeFollowing(plan) : describeBounded(plan, bounded);
    }

    private static String describeBounded(StreamPlan plan, Bounded bounded) {
        StreamOptions options = plan.options();
        return "%s, without a group, nothing is stored, batches of at most %s, %d workers, %d fetchers, brokers %s, keys by %s, values by %s"
                .formatted(
                        bounded.part(),
                        limits(options.batch()),
                        options.concurrency(),
                        options.prefetch().fetchers(),
                        plan.services().clients().bootstrapServers(),
                        plan.deserializers().key(),
                        plan.deserializers().value());
    }

    private static String describeFollowing(StreamPlan plan) {
        StreamOptions options = plan.options();
        return "group %s, reads %s, placed by %s on %s, trigger %s, batches of at most %s, store %s (%s), where nothing is stored %s, %d workers, %d fetchers, brokers %s, keys by %s, values by %s"
                .formatted(
                        options.groupId(),
                        plan.consumerStrategy(),
                        plan.locationStrategy().type(),
                        place(plan.location()),
                        options.trigger(),
                        limits(options.batch()),
                        plan.offsetStore(),
                        commit(options.offsets().commit()),
                        options.offsets().whenNoneStored().name().toLowerCase(Locale.ROOT),
                        options.concurrency(),
                        options.prefetch().fetchers(),
                        plan.services().clients().bootstrapServers(),
                        plan.deserializers().key(),
                        plan.deserializers().value());
    }

    private static String place(Location location) {
        return location.rack() == null ? location.host() : location.host() + " in rack " + location.rack();
    }

    private static String limits(BatchOptions batch) {
        DataSize bytes = DataSize.ofBytes(batch.maxBytes());
        return "%d records or %s per partition"
                .formatted(batch.maxRecords(), bytes.toMegabytes() > 0 ? bytes.toMegabytes() + " MB" : bytes);
    }

    private static String commit(CommitMode mode) {
        return mode instanceof CommitMode.Manual manual
                ? "manual commits, at most %d ranges of a partition without".formatted(manual.maxUncommittedRanges())
                : "after each batch";
    }
}
