/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import org.jspecify.annotations.Nullable;

/** The part of a stream that says what this instance reads, on a thread of its own, and serves what is read. */
interface Member extends Runnable {

    /** Asks it to finish; running ranges may end first. */
    void stop();

    /** Why it cannot do its work at the moment, if it cannot. */
    @Nullable
    String problem();

    /** Whether it is known what this instance reads. */
    boolean hasBegun();
}
