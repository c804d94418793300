/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.testing;

import io.directstream.OffsetRange;
import io.directstream.StreamBatch;
import io.directstream.StreamBatchListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener of stream batches that remembers their ranges and, like {@link Deliveries}, their records. */
public final class WholeBatches implements StreamBatchListener<String, String> {

    private final Deliveries deliveries = new Deliveries();

    private final List<List<OffsetRange>> batches = new CopyOnWriteArrayList<>();

    @Override
    public void onBatch(StreamBatch<String, String> batch) throws Exception {
        batches.add(batch.offsetRanges());
        batch.forEachPartition(deliveries::onBatch);
    }

    /** The records of all batches. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** The ranges of each batch, in the order of delivery. */
    public List<List<OffsetRange>> batches() {
        return List.copyOf(batches);
    }
}
