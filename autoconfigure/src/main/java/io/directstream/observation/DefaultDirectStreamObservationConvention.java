/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.observation;

import io.directstream.observation.DirectStreamObservation.Detail;
import io.directstream.observation.DirectStreamObservation.Tag;
import io.directstream.stream.DeliveredRange;
import io.directstream.stream.DeliveryAttempt;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names of OpenTelemetry's conventions for messaging where those have one, and otherwise our own; to be extended by
 * conventions that change some of them. Keys and values of records never appear.
 */
public class DefaultDirectStreamObservationConvention implements DirectStreamObservationConvention {

    private static final String PROCESS = "process";

    /** A stream batch may have thousands. */
    private static final int MOST_RANGES = 20;

    @Override
    public String getName() {
        return DirectStreamObservation.NAME;
    }

    @Override
    public String getContextualName(DirectStreamObservationContext context) {
        DeliveryAttempt attempt = context.getAttempt();
        String topic = topic(attempt);
        return PROCESS + ' ' + (topic.equals(KeyValue.NONE_VALUE) ? attempt.stream() : topic);
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(DirectStreamObservationContext context) {
        DeliveryAttempt attempt = context.getAttempt();
        String group = attempt.groupId();
        return KeyValues.of(
                Tag.STREAM.withValue(attempt.stream()),
                Tag.TOPIC.withValue(topic(attempt)),
                Tag.GROUP.withValue(group == null ? KeyValue.NONE_VALUE : group));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(DirectStreamObservationContext context) {
        DeliveryAttempt attempt = context.getAttempt();
        KeyValues values = KeyValues.of(
                Detail.SYSTEM.withValue("kafka"),
                Detail.OPERATION.withValue(PROCESS),
                Detail.OPERATION_TYPE.withValue(PROCESS),
                Detail.RECORDS.withValue(String.valueOf(attempt.recordCount())),
                Detail.RANGE.withValue(addresses(attempt)),
                Detail.ATTEMPT.withValue(String.valueOf(attempt.attempt())),
                Detail.REPLAY.withValue(String.valueOf(attempt.replay())));
        if (attempt.ranges().size() == 1) {
            int partition = attempt.ranges().get(0).range().partition();
            values = values.and(Detail.PARTITION.withValue(String.valueOf(partition)));
        }
        int omitted = context.getOmittedLinks();
        return omitted == 0 ? values : values.and(Detail.OMITTED_LINKS.withValue(String.valueOf(omitted)));
    }

    private static String topic(DeliveryAttempt attempt) {
        List<String> topics = attempt.ranges().stream()
                .map(delivered -> delivered.range().topic())
                .distinct()
                .limit(2)
                .toList();
        return topics.size() == 1 ? topics.get(0) : KeyValue.NONE_VALUE;
    }

    private static String addresses(DeliveryAttempt attempt) {
        List<DeliveredRange> ranges = attempt.ranges();
        String some = ranges.stream()
                .limit(MOST_RANGES)
                .map(delivered -> delivered.range().toString())
                .collect(Collectors.joining(" ", attempt.stream() + '/', ""));
        return ranges.size() <= MOST_RANGES ? some : some + " and %d more".formatted(ranges.size() - MOST_RANGES);
    }
}
