/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Thrown by a listener that knows which record of its batch it cannot handle: that record alone is disposed of at once, where
 * the failure policy is to skip or to send dead letters; the others go on. With stream batches, and with stores that take
 * ranges as a whole only, it is a failure like others.
 */
public final class FailedRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long place;

    private final boolean isOffset;

    private final Throwable reason;

    private FailedRecordException(String message, long place, boolean isOffset, Throwable reason, Throwable thrown) {
        super(message, thrown);
        this.place = place;
        this.isOffset = isOffset;
        this.reason = reason;
    }

    /** Names the record by its offset. */
    public static FailedRecordException atOffset(long offset, Throwable cause) {
        return new FailedRecordException(
                "the record at offset %d failed: %s".formatted(offset, cause), offset, true, cause, cause);
    }

    /** Names the record by its place in the batch, from 0. */
    public static FailedRecordException atIndex(int index, Throwable cause) {
        return new FailedRecordException(
                "the record number %d of the batch, from 0, failed: %s".formatted(index, cause),
                index,
                false,
                cause,
                cause);
    }

    /**
     * The same failure of the same record, for whoever understands another way of naming it: the cause is all that the
     * listener threw, so that what is said of its classes holds, and the reason stays what it is.
     *
     * @param thrown what the listener threw; the reason is among its causes
     */
    public FailedRecordException thrownAs(Throwable thrown) {
        return new FailedRecordException(String.valueOf(getMessage()), place, isOffset, reason, thrown);
    }

    /** What is wrong with the record, as its dead letter tells it. */
    public Throwable reason() {
        return reason;
    }

    /** The place of the failed record among those of the batch; empty if it is none of them. */
    public OptionalInt indexAmong(List<? extends ConsumerRecord<?, ?>> records) {
        if (!isOffset) {
            return place >= 0 && place < records.size() ? OptionalInt.of((int) place) : OptionalInt.empty();
        }
        for (int index = 0; index < records.size(); index++) {
            if (records.get(index).offset() == place) {
                return OptionalInt.of(index);
            }
        }
        return OptionalInt.empty();
    }
}
