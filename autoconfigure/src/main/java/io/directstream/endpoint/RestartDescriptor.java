/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Parked partitions that try their range again.
 *
 * @param instance the answering instance
 * @param scope what the answer covers
 * @param stream the stream's name
 * @param restarted the partitions, sorted; none if none was parked
 */
public record RestartDescriptor(String instance, String scope, String stream, List<PartitionDescriptor> restarted)
        implements OperationResponseBody {

    static RestartDescriptor of(String instance, String stream, Collection<TopicPartition> restarted) {
        List<PartitionDescriptor> sorted = restarted.stream()
                .map(each -> new PartitionDescriptor(each.topic(), each.partition()))
                .sorted(Comparator.comparing(PartitionDescriptor::topic)
                        .thenComparingInt(PartitionDescriptor::partition))
                .toList();
        return new RestartDescriptor(instance, Scope.INSTANCE, stream, sorted);
    }

    /**
     * A partition.
     *
     * @param topic its topic
     * @param partition its number
     */
    public record PartitionDescriptor(String topic, int partition) {}
}
