/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;

/** What is to be done with a range when its turn comes. */
sealed interface Treatment {

    /** It goes to the listener, as often as the failure policy allows. */
    Treatment DELIVER = new Deliver();

    /** It goes to the listener. */
    record Deliver() implements Treatment {}

    /**
     * Its attempts are over: it is disposed of as the failure policy says.
     *
     * @param failed the range that was delivered when it failed
     * @param cause why it failed
     */
    record Dispose(OffsetRange failed, Throwable cause) implements Treatment {}
}
