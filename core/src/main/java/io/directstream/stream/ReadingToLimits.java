/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.ReadListener;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Has partitions not read any further that were read as far as they are to be. */
final class ReadingToLimits implements ReadListener {

    private final ReadListener next;

    private final Reading reading;

    ReadingToLimits(ReadListener next, Reading reading) {
        this.next = next;
        this.reading = reading;
    }

    @Override
    public void recordsArrived(List<TopicPartition> partitions) {
        reading.table().view().readToTheirLimits(partitions).forEach(reading.cache()::detach);
        next.recordsArrived(partitions);
    }

    @Override
    public void readFailed(TopicPartition partition, RuntimeException cause) {
        next.readFailed(partition, cause);
    }

    @Override
    public void fetcherFailed(String clientId, RuntimeException cause) {
        next.fetcherFailed(clientId, cause);
    }
}
