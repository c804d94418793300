/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** What is observed of streams, and its key names as {@link DefaultDirectStreamObservationConvention} gives them. */
public enum DirectStreamObservation implements ObservationDocumentation {

    /**
     * A delivery to a listener: one range, or the ranges of a stream batch, from the beginning of the transaction that the
     * offset store has around the listener to its end.
     */
    PROCESS {
        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return DefaultDirectStreamObservationConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return Tag.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return Detail.values();
        }
    };

    /** The name of the observation, and of its timer. */
    public static final String NAME = "direct.stream.process";

    /** Keys of the timer and of spans. */
    public enum Tag implements KeyName {
        /** The stream's name. */
        STREAM("stream"),
        /** The topic; {@code none} if a stream batch covers several. */
        TOPIC("messaging.destination.name"),
        /** The group; {@code none} for streams that read given ranges, and for replays. */
        GROUP("messaging.consumer.group.name");

        private final String key;

        Tag(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** Keys of spans alone. */
    public enum Detail implements KeyName {
        /** Always {@code kafka}. */
        SYSTEM("messaging.system"),
        /** Always {@code process}. */
        OPERATION("messaging.operation.name"),
        /** Always {@code process}. */
        OPERATION_TYPE("messaging.operation.type"),
        /** The number of records. */
        RECORDS("messaging.batch.message_count"),
        /** The partition; missing if a stream batch covers several. */
        PARTITION("messaging.destination.partition.id"),
        /** The range's address, or those of a stream batch. */
        RANGE("direct.stream.range"),
        /** Which attempt at the range this is, from 1. */
        ATTEMPT("direct.stream.attempt"),
        /** Whether the range is replayed. */
        REPLAY("direct.stream.replay"),
        /** How many contexts of records the span has no link to; missing if there is a link to each. */
        OMITTED_LINKS("direct.stream.links.omitted");

        private final String key;

        Detail(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }
}
