/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

/** What a partition assigned to this instance is doing. */
public enum PartitionState {
    /** Its position is being looked up in the store. */
    LOADING,
    /** Waiting for records, for a worker, or for the store to acknowledge what is finished. */
    IDLE,
    /** A range is with the listener. */
    RUNNING,
    /** Commits are manual, and as many finished ranges as allowed wait for theirs. */
    AWAITING_COMMIT,
    /** A range failed and waits for its next attempt. */
    BACKING_OFF,
    /** Parked: a range failed in every attempt, or its position cannot be read. */
    FAILED,
    /** Being handed over to another instance. */
    REVOKING
}
