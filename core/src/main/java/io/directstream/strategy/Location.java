/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import org.jspecify.annotations.Nullable;

/**
 * Where an instance of the application or a broker runs. Two hosts are the same if their names are, in any case; a name
 * without a domain is the same as one that begins with it.
 *
 * @param host the name of the host or node; empty if unknown
 * @param rack the rack or zone; null if unknown
 */
public record Location(String host, @Nullable String rack) {

    /** Nowhere in particular. */
    public static final Location UNKNOWN = new Location("", null);
}
