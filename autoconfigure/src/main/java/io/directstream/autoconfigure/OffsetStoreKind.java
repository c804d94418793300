/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.DirectStreamProperties.Offsets.Store;
import io.directstream.offset.OffsetStoreFactory;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/** A kind of offset store that an optional part brings. */
public interface OffsetStoreKind {

    /** How {@code offsets.store} names it. */
    Store store();

    /**
     * The store of a stream.
     *
     * @throws FailureAnalyzedException if it cannot work in this application
     */
    OffsetStoreFactory forStream(String stream, String group);
}
