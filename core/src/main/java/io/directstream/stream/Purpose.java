/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

/** Why a stream delivers ranges. */
enum Purpose {
    /** They are new in the logs that it follows. */
    FOLLOW,
    /** They were given to it. */
    READ,
    /** They were given to it once more. */
    REPLAY;

    /** What delivers them, in log lines. */
    String title(String stream) {
        return this == REPLAY ? "the replay of stream " + stream : "stream " + stream;
    }
}
