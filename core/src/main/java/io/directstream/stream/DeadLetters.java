/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.List;

/** Where a stream's dead letters go. Made when the first of them is sent, and closed with the stream. */
public interface DeadLetters extends AutoCloseable {

    /**
     * Sends letters and waits until all of them are acknowledged, within a time of its own. Called by the stream's workers,
     * several at a time perhaps, each in the transaction of its range where the store has transactions.
     *
     * @throws Exception why not all are known to be there; the ranges wait, and all of their letters are sent again
     */
    void send(List<DeadLetter> letters) throws Exception;

    /** Gives back what it holds, within seconds. */
    @Override
    void close();

    /** Makes what sends a stream's dead letters. */
    @FunctionalInterface
    interface Source {

        /** There is nowhere to send them: streams whose failure policy needs it cannot be made. */
        Source NONE = () -> {
            throw new IllegalStateException("this stream was made without dead letters");
        };

        /** Opens it, without asking a broker. */
        DeadLetters open();
    }
}
