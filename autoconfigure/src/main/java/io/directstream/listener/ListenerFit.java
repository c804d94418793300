/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.listener.ListenerSignature.Argument;
import io.directstream.stream.CommitMode;
import io.directstream.stream.StreamOptions;
import io.directstream.stream.Trigger;
import io.directstream.stream.Trigger.OnEmpty;

/** Holds a listener method against the settings of its stream. */
final class ListenerFit {

    private ListenerFit() {}

    /**
     * Refuses a method that wants what its stream does not have, and settings that its method cannot serve.
     *
     * @throws ListenerRefusedException if they do not fit
     */
    static void check(ListenerSignature signature, StreamOptions options, String name) {
        boolean commits = signature.takes(Argument.COMMITS) || signature.takes(Argument.ACKNOWLEDGMENT);
        if (commits && !(options.offsets().commit() instanceof CommitMode.Manual)) {
            throw new ListenerRefusedException(
                    name,
                    "it takes %s, and its stream stores each range when the listener has returned"
                            .formatted(signature.takes(Argument.COMMITS) ? "CanCommitOffsets" : "Acknowledgment"),
                    "Set direct-stream.streams.%s.offsets.commit to manual, or remove the parameter."
                            .formatted(options.name()));
        }
        if (options.failure().whenExhausted().isolatesRecord() && signature.takes(Argument.STREAM_BATCH)) {
            throw new ListenerRefusedException(
                    name,
                    "direct-stream.streams.%s.failure.isolate-record is true, and a StreamBatch is stored as a whole"
                            .formatted(options.name()),
                    "Take batches of single partitions, or remove failure.isolate-record.");
        }
        if (options.trigger() instanceof Trigger.Interval interval
                && interval.onEmpty() == OnEmpty.DELIVER
                && !signature.takes(Argument.STREAM_BATCH)) {
            throw new ListenerRefusedException(
                    name,
                    "direct-stream.streams.%s.batch.on-empty is deliver, and only stream batches are delivered empty"
                            .formatted(options.name()),
                    "Take StreamBatch, or remove batch.on-empty.");
        }
    }
}
