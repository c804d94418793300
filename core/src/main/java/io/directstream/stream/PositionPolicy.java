/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

/** Where to go on when no readable position is known. */
public enum PositionPolicy {
    /** At the first record the log still holds. */
    EARLIEST,
    /** At the end of the log. */
    LATEST,
    /** Nowhere: the partition is parked until an operator decides. */
    FAIL
}
