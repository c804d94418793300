/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

/** What happens when a stream has read its ranges, or given them up. */
public enum OnComplete {
    /** The stream stops, the application goes on. */
    STOP,
    /** The application ends, with exit code 0 if all ranges were read, once all streams that end it are at their ends. */
    EXIT
}
