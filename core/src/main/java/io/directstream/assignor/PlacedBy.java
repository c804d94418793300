/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.assignor;

/** Why a partition is where it is, the nearest first. */
public enum PlacedBy {

    /** The map of PreferFixed names this host. */
    FIXED,

    /** The partition's leader is on this host. */
    HOST,

    /** The partition's leader is in this rack. */
    RACK,

    /** So that no instance has more than its share. */
    BALANCE
}
