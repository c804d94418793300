/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

/** How one delivery of a range ended. */
public enum BatchOutcome {
    /** The listener returned and the range was given to the store. */
    COMPLETED,
    /** The listener threw; the range will be delivered again, or disposed of, or its partition is parked. */
    FAILED,
    /** The partition was taken away meanwhile; the range is not stored here. */
    FENCED,
    /** No delivery: after its last attempt the range was given up, and given to the store. */
    SKIPPED,
    /** No delivery: after its last attempt its records were sent as dead letters, and the range was given to the store. */
    DEAD_LETTERED
}
