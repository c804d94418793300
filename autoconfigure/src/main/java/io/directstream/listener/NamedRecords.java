/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.FailedRecordException;
import io.directstream.OffsetRange;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;

/** Understands spring-kafka's way for a batch listener to name the record that failed. */
final class NamedRecords {

    private static final Logger log = LoggerFactory.getLogger(NamedRecords.class);

    private NamedRecords() {}

    /** What the listener threw; with the name of the record before it if it is one of the range. */
    static Exception in(OffsetRange range, Exception failure) {
        BatchListenerFailedException named = find(failure);
        if (named == null) {
            return failure;
        }
        Throwable cause = named.getCause() == null ? named : named.getCause();
        ConsumerRecord<?, ?> record = named.getRecord();
        if (record == null) {
            return FailedRecordException.atIndex(named.getIndex(), cause).thrownAs(failure);
        }
        if (record.topic().equals(range.topic()) && record.partition() == range.partition()) {
            return FailedRecordException.atOffset(record.offset(), cause).thrownAs(failure);
        }
        log.warn("a listener says that {} failed, which is not in {}", Records.name(record), range);
        return failure;
    }

    private static @Nullable BatchListenerFailedException find(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 20; depth++) {
            if (cause instanceof BatchListenerFailedException named) {
                return named;
            }
            cause = cause.getCause();
        }
        return null;
    }
}
