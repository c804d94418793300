/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

/** What a stream is doing, as endpoints, health and meters show it. */
public enum StreamState {
    /** Looking for a broker, or waiting to join the group; nothing is read yet. */
    STARTING,
    /** Reading, or waiting for records. */
    RUNNING,
    /** Held by an operator: the group membership stays, nothing new is begun. */
    PAUSED,
    /** At least one partition is parked after its range failed; the others go on. */
    FAILED,
    /** Finishing running ranges. */
    STOPPING,
    /** Nothing runs and nothing is stored any more. */
    STOPPED
}
