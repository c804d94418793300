/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import java.util.Collection;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/** A stream was told not to start without its topics, and some of them do not exist. */
public final class MissingTopicsException extends FailureAnalyzedException {

    private static final long serialVersionUID = 1L;

    MissingTopicsException(String stream, Collection<String> missing, String brokers) {
        super(
                "Stream '%s' does not start, because on the brokers %s there is no %s."
                        .formatted(stream, brokers, String.join(", ", missing)),
                "Create what is missing, correct what direct-stream.streams.%s reads, or set direct-stream.streams.%1$s.missing-topics to wait."
                        .formatted(stream));
    }
}
