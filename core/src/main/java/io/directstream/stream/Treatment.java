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
     * It is a part of a range that failed and goes to the listener once, to find out whether what fails is in it.
     *
     * @param failed the range that was delivered when it failed
     * @param attempt which delivery of that range was the last
     * @param suspect whether it must be here if it was not in what was delivered before
     */
    record Narrow(OffsetRange failed, int attempt, boolean suspect) implements Treatment {}

    /** The listener has handled it, in a delivery in which it named a later record as the one that failed. */
    record Keep() implements Treatment {}

    /**
     * Its attempts are over: it is disposed of as the failure policy says.
     *
     * @param failed the range that was delivered when it failed
     * @param cause why it failed
     */
    record Dispose(OffsetRange failed, Throwable cause) implements Treatment {}
}
