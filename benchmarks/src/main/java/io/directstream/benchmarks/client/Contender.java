/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

/** A way to consume a topic with two threads. */
public interface Contender {

    /** Begins to consume in the background, from the topic's beginning. */
    Running start(Target target, RecordSink sink);

    /** A contender at work. */
    @FunctionalInterface
    interface Running {

        /** Stops gracefully: what was handled is committed. */
        void close();
    }
}
