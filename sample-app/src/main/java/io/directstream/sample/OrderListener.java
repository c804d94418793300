/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample;

import io.directstream.OffsetRange;
import io.directstream.RangeAddress;
import io.directstream.listener.DirectStreamListener;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Adds each range of orders to the totals. */
@Component
class OrderListener {
    private static final String STREAM = "orders";
    private static final Logger log = LoggerFactory.getLogger(OrderListener.class);

    private final OrderTotals totals;

    OrderListener(OrderTotals totals) {
        this.totals = totals;
    }

    /**
     * Called with one range of one partition, in a transaction that stores the end of the range in the same database: the
     * totals count every order <em>exactly</em> once, whatever crashes. With {@code offsets.store: kafka} the same method
     * writes the totals first and the offset follows in Kafka: a crash between the two repeats the range, so that orders
     * are counted <em>at least</em> once.
     */
    @DirectStreamListener(STREAM)
    void each(List<Order> orders, OffsetRange range) {
        long start = System.nanoTime();
        totals.add(range.partition(), orders);
        log.info(
                "{} records: {}, took {} ms",
                new RangeAddress(STREAM, range),
                orders.size(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }
}
