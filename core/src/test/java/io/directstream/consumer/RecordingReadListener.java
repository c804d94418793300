/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Remembers what fetchers told it. */
final class RecordingReadListener implements ReadListener {

    final List<Set<TopicPartition>> arrived = new ArrayList<>();

    final List<Map.Entry<TopicPartition, RuntimeException>> unreadable = new ArrayList<>();

    final List<String> failures = new ArrayList<>();

    @Override
    public void recordsArrived(List<TopicPartition> partitions) {
        arrived.add(Set.copyOf(partitions));
    }

    @Override
    public void readFailed(TopicPartition partition, RuntimeException cause) {
        unreadable.add(Map.entry(partition, cause));
    }

    @Override
    public void fetcherFailed(String clientId, RuntimeException cause) {
        failures.add(clientId + ": " + cause.getMessage());
    }
}
