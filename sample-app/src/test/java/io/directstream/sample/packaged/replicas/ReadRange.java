/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import java.time.Instant;

/**
 * A range that a replica says it has handled.
 *
 * @param at when it said so
 * @param replica who
 * @param partition of which partition
 * @param from its first offset
 * @param until the offset after its last one
 */
record ReadRange(Instant at, String replica, int partition, long from, long until) {}
