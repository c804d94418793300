/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.BatchListener;
import io.directstream.CanCommitOffsets;
import io.directstream.Listener;
import io.directstream.OffsetRange;
import io.directstream.StreamBatchListener;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Commits of listeners in replays: they are taken, as the listener expects, and nothing is stored. */
final class IgnoredCommits implements CanCommitOffsets {

    static final CanCommitOffsets INSTANCE = new IgnoredCommits();

    private static final Logger log = LoggerFactory.getLogger(IgnoredCommits.class);

    private static final ThreadLocal<Boolean> REPLAYING = ThreadLocal.withInitial(() -> Boolean.FALSE);

    private IgnoredCommits() {}

    /** Whether the calling thread is that of a listener in a replay. */
    static boolean applyHere() {
        return REPLAYING.get();
    }

    /** The listener, whose commits through other ways than its arguments are ignored as well while it runs. */
    static Listener<Object, Object> during(Listener<Object, Object> listener) {
        if (listener instanceof BatchListener<Object, Object> each) {
            return (BatchListener<Object, Object>) batch -> replaying(() -> each.onBatch(batch));
        }
        StreamBatchListener<Object, Object> all = (StreamBatchListener<Object, Object>) listener;
        return (StreamBatchListener<Object, Object>) batch -> replaying(() -> all.onBatch(batch));
    }

    @Override
    public void commitAsync(Collection<OffsetRange> ranges) {
        log.debug("the commit of {} is ignored: it belongs to a replay", ranges);
    }

    @Override
    public void commitAsync(Collection<OffsetRange> ranges, @Nullable OffsetCommitCallback callback) {
        commitAsync(ranges);
        if (callback != null) {
            Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
            ranges.forEach(range -> ends.put(range.topicPartition(), new OffsetAndMetadata(range.untilOffset())));
            callback.onComplete(ends, null);
        }
    }

    private static void replaying(Call call) throws Exception {
        REPLAYING.set(Boolean.TRUE);
        try {
            call.run();
        } finally {
            REPLAYING.remove();
        }
    }

    @FunctionalInterface
    private interface Call {

        void run() throws Exception;
    }
}
