/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.CanCommitOffsets;
import io.directstream.OffsetRange;
import java.time.Duration;
import java.util.List;
import org.springframework.kafka.support.Acknowledgment;

/**
 * Acknowledges the ranges of one batch, from any thread and also after the listener returned. A range is stored as a whole
 * or not at all, so that it cannot be acknowledged in part.
 */
final class BatchAcknowledgment implements Acknowledgment {

    private final List<OffsetRange> ranges;

    private final CanCommitOffsets commits;

    BatchAcknowledgment(List<OffsetRange> ranges, CanCommitOffsets commits) {
        this.ranges = ranges.stream().filter(range -> range.count() > 0).toList();
        this.commits = commits;
    }

    @Override
    public void acknowledge() {
        commits.commitAsync(ranges);
    }

    @Override
    public void acknowledge(int index) {
        throw inPart(
                "acknowledge(" + index + ")",
                "acknowledge the whole batch, or make batches smaller (batch.max-records)");
    }

    @Override
    public void nack(Duration sleep) {
        throw inPart("nack", "throw an exception, and the same ranges are delivered again after a pause");
    }

    @Override
    public void nack(int index, Duration sleep) {
        throw inPart(
                "nack(" + index + ")", "throw an exception, and the same ranges are delivered again after a pause");
    }

    @Override
    public String toString() {
        return "acknowledgment of " + ranges;
    }

    private UnsupportedOperationException inPart(String what, String wayOut) {
        return new UnsupportedOperationException(
                "%s is not possible for %s: ranges are stored as a whole; %s".formatted(what, ranges, wayOut));
    }
}
