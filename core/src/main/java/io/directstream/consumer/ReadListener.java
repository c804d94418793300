/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Told by fetchers what came of their polls, on the thread that polled. */
public interface ReadListener {

    /** The readers of these partitions are filled further than before. */
    void recordsArrived(List<TopicPartition> partitions);

    /**
     * This partition cannot be read and is not read any more, while the fetcher's others go on; its reader is to be
     * suspended until something changed.
     */
    void readFailed(TopicPartition partition, RuntimeException cause);

    /** The fetcher cannot read at all and pauses for a moment. */
    void fetcherFailed(String clientId, RuntimeException cause);
}
