/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import io.directstream.listener.DirectStreamContainer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an operator wants a stream to do. Asking for what it already does changes nothing. */
enum DesiredState {
    RUNNING {
        @Override
        void bring(DirectStreamContainer container) {
            container.resume();
            startIfStopped(container);
        }
    },
    PAUSED {
        @Override
        void bring(DirectStreamContainer container) {
            container.pause();
            startIfStopped(container);
        }
    },
    STOPPED {
        @Override
        void bring(DirectStreamContainer container) {
            container.stop();
        }
    };

    /** Brings the stream into this state. */
    abstract void bring(DirectStreamContainer container);

    private static void startIfStopped(DirectStreamContainer container) {
        if (!container.isRunning()) {
            container.start();
        }
    }

    static Optional<DesiredState> of(@Nullable String word) {
        return Arrays.stream(values())
                .filter(state -> Words.of(state).equals(word))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Words::of).toList();
    }
}
