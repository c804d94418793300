/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.CanCommitOffsets;
import io.directstream.OffsetRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;

/** Remembers what was committed. */
final class HandMadeCommits implements CanCommitOffsets {

    final List<OffsetRange> committed = new ArrayList<>();

    @Override
    public void commitAsync(Collection<OffsetRange> ranges) {
        committed.addAll(ranges);
    }

    @Override
    public void commitAsync(Collection<OffsetRange> ranges, OffsetCommitCallback callback) {
        committed.addAll(ranges);
    }
}
