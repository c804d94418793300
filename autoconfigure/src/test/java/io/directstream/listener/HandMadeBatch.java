/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.OffsetRange;
import io.directstream.PartitionBatch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A batch without an engine: the given values from offset 0 on. */
record HandMadeBatch(String stream, OffsetRange offsetRange, List<ConsumerRecord<Object, Object>> records)
        implements PartitionBatch<Object, Object> {

    static HandMadeBatch of(Object... values) {
        List<ConsumerRecord<Object, Object>> records = new ArrayList<>();
        for (Object value : values) {
            records.add(new ConsumerRecord<>("orders", 3, records.size(), "key" + records.size(), value));
        }
        return new HandMadeBatch("orders", OffsetRange.create("orders", 3, 0, values.length), records);
    }

    @Override
    public int recordCount() {
        return records.size();
    }

    @Override
    public Iterator<ConsumerRecord<Object, Object>> iterator() {
        return records.iterator();
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public boolean isRevoked() {
        return false;
    }

    @Override
    public boolean isReplay() {
        return false;
    }
}
