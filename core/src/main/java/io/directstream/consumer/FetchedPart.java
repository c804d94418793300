/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What one poll brought of one partition.
 *
 * @param records the records, in offset order
 * @param bytes their serialized size
 * @param bare whether it is known that none of them has headers
 */
record FetchedPart(List<ConsumerRecord<byte[], byte[]>> records, long bytes, boolean bare) {

    /** Nothing but offsets without records. */
    static final FetchedPart NONE = new FetchedPart(List.of(), 0, true);

    /** Looks at each record for its size. */
    static FetchedPart of(List<ConsumerRecord<byte[], byte[]>> records, boolean bare) {
        return new FetchedPart(records, RawRecords.sizeOf(records), bare);
    }

    /** Without the records from the given offset on. */
    FetchedPart below(long until) {
        int kept = records.size();
        while (kept > 0 && records.get(kept - 1).offset() >= until) {
            kept--;
        }
        return kept == records.size() ? this : of(records.subList(0, kept), bare);
    }
}
