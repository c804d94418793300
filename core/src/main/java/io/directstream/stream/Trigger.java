/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

/** When batches are planned. */
public sealed interface Trigger {

    /** As soon as records are there: each partition goes on by itself. */
    record Continuous() implements Trigger {

        @Override
        public String toString() {
            return "continuous";
        }
    }
}
