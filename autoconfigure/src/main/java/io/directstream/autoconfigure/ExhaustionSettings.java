/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.DirectStreamProperties.Failure;
import io.directstream.stream.FailurePolicy.WhenExhausted;

/** What a stream's settings say about ranges whose attempts are over. */
record ExhaustionSettings(Setting setting) {

    WhenExhausted of(Failure failure, WhenExhausted otherwise) {
        if (failure.whenExhausted() == null) {
            return otherwise;
        }
        return switch (failure.whenExhausted()) {
            case STOP -> new WhenExhausted.Stop();
            case SKIP -> new WhenExhausted.Skip();
        };
    }
}
