/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

/**
 * What was ordered of a product in one partition.
 *
 * @param partition the partition
 * @param product the product
 * @param orders how many orders
 * @param amount their amounts together
 */
record PartitionTotal(int partition, String product, long orders, long amount) {}
