/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.Optional;
import java.util.function.Supplier;

/** Keeps a stream from being started meanwhile, so that its store can be opened by somebody else. */
@FunctionalInterface
public interface WhileStopped {

    /**
     * Does something while the stream does not run here.
     *
     * @return what came of it; empty if the stream runs, so that nothing was done
     */
    <T> Optional<T> act(Supplier<T> action);
}
