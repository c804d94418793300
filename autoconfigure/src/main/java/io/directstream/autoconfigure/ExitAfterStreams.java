/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.listener.StreamExit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends the application once all streams that are to end it are at their ends; the exit code is the highest of theirs. */
final class ExitAfterStreams implements StreamExit {

    private static final Logger LOG = LoggerFactory.getLogger(ExitAfterStreams.class);

    private final Set<String> awaited;

    private final IntConsumer exit;

    private final Map<String, Integer> exitCodes = new HashMap<>();

    /**
     * Waits for the given streams.
     *
     * @param exit ends the application; called on a thread of its own
     */
    ExitAfterStreams(Set<String> awaited, IntConsumer exit) {
        this.awaited = Set.copyOf(awaited);
        this.exit = exit;
    }

    @Override
    public synchronized void completed(String stream, int exitCode) {
        exitCodes.put(stream, exitCode);
        if (!exitCodes.keySet().containsAll(awaited)) {
            return;
        }
        int highest =
                exitCodes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        LOG.info(
                "the application ends with exit code {}: its streams {} are at their ends",
                highest,
                exitCodes.keySet());
        new Thread(() -> exit.accept(highest), "direct-stream-exit").start();
    }
}
