/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample;

/** What was ordered of one product so far. */
record ProductTotal(String product, long orders, long amount) {
    static ProductTotal of(Order order) {
        return new ProductTotal(order.product(), 1, order.amount());
    }

    ProductTotal plus(ProductTotal other) {
        return new ProductTotal(product, orders + other.orders, amount + other.amount);
    }
}
