/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

/** What a stream does when it starts and something that it is to read does not exist. */
public enum MissingTopics {
    /** Waits until somebody makes it. */
    WAIT,
    /** Refuses to start. */
    FAIL
}
