/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;

/** Has the limited partitions of a stream without intervals go on in time. */
final class RefillTicks implements Ticks {

    private final StreamRates rates;

    RefillTicks(StreamRates rates) {
        this.rates = rates;
    }

    @Override
    public Duration untilNext() {
        return rates.untilRefill();
    }

    @Override
    public void tickIfDue(Consumer<?, ?> consumer) {
        rates.refillIfDue();
    }
}
