/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample;

import org.springframework.util.Assert;

/** One order, as it travels through the topic: {@code {"product":"tea","amount":2}}. */
record Order(String product, int amount) {
    Order {
        Assert.hasText(product, "product is missing or blank");
        Assert.isTrue(product.length() <= 100, "product is longer than 100 characters");
        Assert.isTrue(amount > 0, () -> "amount is " + amount + ", it must be at least 1");
    }
}
