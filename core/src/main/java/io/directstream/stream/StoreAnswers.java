/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is done with the store's answers, which may come late and on any thread. */
final class StoreAnswers {

    private final String store;

    private final PartitionTable table;

    private final FailureHandler failures;

    private final Mirror mirror;

    StoreAnswers(String store, PartitionTable table, FailureHandler failures, Mirror mirror) {
        this.store = store;
        this.table = table;
        this.failures = failures;
        this.mirror = mirror;
    }

    /**
     * Takes note of an answer.
     *
     * @param ranges what the store was given
     * @param outcomes what it did with them, in the same order; null if it failed
     * @param failure why it failed; null if it did not
     * @return per range why it is not stored, null if it is
     */
    List<@Nullable String> answered(
            List<StorableRange> ranges, @Nullable List<StoreOutcome> outcomes, @Nullable Throwable failure) {
        Throwable fault = failure == null && outcomes != null && outcomes.size() != ranges.size()
                ? new IllegalStateException("offset store '%s' answered %d outcomes for %d ranges"
                        .formatted(store, outcomes.size(), ranges.size()))
                : failure;
        List<@Nullable String> reasons = new ArrayList<>();
        List<StorableRange> stored = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            StorableRange range = ranges.get(i);
            StoreOutcome outcome = fault == null && outcomes != null ? outcomes.get(i) : null;
            if (outcome == StoreOutcome.STORED) {
                stored.add(range);
                reasons.add(null);
            } else {
                reasons.add(failures.notStored(range, outcome, fault));
            }
        }
        failures.stored(stored);
        table.acknowledged(stored);
        mirror.stored(stored);
        return reasons;
    }
}
