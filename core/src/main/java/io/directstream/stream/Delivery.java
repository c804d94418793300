/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.function.BooleanSupplier;

/**
 * What the batches of one call of a listener share.
 *
 * @param stream the stream's name
 * @param purpose why it delivers
 * @param owned whether what it delivers is still this instance's
 * @param interceptor surrounds the call
 */
record Delivery(String stream, Purpose purpose, BooleanSupplier owned, DeliveryInterceptor interceptor) {

    boolean isReplay() {
        return purpose == Purpose.REPLAY;
    }

    boolean isRevoked() {
        return !owned.getAsBoolean();
    }
}
