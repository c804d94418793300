/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.FailedRecordException;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.kafka.common.errors.RecordDeserializationException;

/**
 * Decides whether a failed range goes on in parts, because the record that failed is known or is looked for.
 *
 * @param policy what happens to failed ranges
 * @param possible whether the stream may store a part of a range before the rest
 * @param keeps whether what the listener did before it named a record outlives its failure, so that it is only stored
 */
record RecordSearch(FailurePolicy policy, boolean possible, boolean keeps) {

    RecordSearch {
        possible = possible && !(policy.whenExhausted() instanceof FailurePolicy.WhenExhausted.Stop);
    }

    /** What comes next; empty if the range is treated as a whole. */
    Optional<PlannedRange> next(PlannedRange failed, Throwable failure) {
        if (!possible || failed.recordCount() == 0) {
            return Optional.empty();
        }
        Optional<FailedRecordException> named = first(FailedRecordException.class, failure);
        OptionalInt index =
                named.map(cause -> cause.indexAmong(failed.rawRecords())).orElse(OptionalInt.empty());
        if (index.isPresent()) {
            Treatment before = keeps ? new Treatment.Keep() : Treatment.DELIVER;
            Throwable cause = named.map(FailedRecordException::reason).orElse(failure);
            return Optional.of(Isolation.named(failed, index.getAsInt(), cause, before));
        }
        boolean isPart = failed.treatment() instanceof Treatment.Narrow;
        if (!isPart && policy.isRetried(failed.attempt(), failure)) {
            return Optional.empty();
        }
        OptionalInt unreadable = unreadable(failed, failure);
        if (unreadable.isPresent()) {
            return Optional.of(Isolation.named(failed, unreadable.getAsInt(), failure, Treatment.DELIVER));
        }
        if (failed.treatment() instanceof Treatment.Narrow narrow) {
            return Optional.of(Isolation.failed(failed, narrow, failure));
        }
        return policy.whenExhausted().isolatesRecord()
                ? Optional.of(Isolation.begin(failed, failure))
                : Optional.empty();
    }

    /** A deserializer may fail because a registry of schemas is away, so that this is said after all attempts. */
    private static OptionalInt unreadable(PlannedRange failed, Throwable failure) {
        return first(RecordDeserializationException.class, failure)
                .filter(cause -> cause.topicPartition().equals(failed.partition()))
                .map(cause ->
                        FailedRecordException.atOffset(cause.offset(), cause).indexAmong(failed.rawRecords()))
                .orElse(OptionalInt.empty());
    }

    private static <T extends Throwable> Optional<T> first(Class<T> type, Throwable failure) {
        return Causes.of(failure).filter(type::isInstance).map(type::cast).findFirst();
    }
}
