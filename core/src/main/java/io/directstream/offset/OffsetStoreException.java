/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** The store could not do its work; the listener is not to blame, so this is a reason to wait and not a failed attempt. */
public class OffsetStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Set<TopicPartition> partitions;

    /** Says what was tried and why it failed, whatever the partition. */
    public OffsetStoreException(String message, Throwable cause) {
        this(message, Set.of(), cause);
    }

    /**
     * Says what was tried and why it failed for these partitions alone: others that were asked for with them are asked for
     * again without them.
     */
    public OffsetStoreException(String message, Set<TopicPartition> partitions, Throwable cause) {
        super(message, cause);
        this.partitions = Set.copyOf(partitions);
    }

    /** The partitions that are concerned; empty if that is all of them. */
    public Set<TopicPartition> partitions() {
        return partitions;
    }
}
