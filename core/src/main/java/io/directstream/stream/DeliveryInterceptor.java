/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import java.util.concurrent.Callable;

/**
 * Surrounds the calls of a stream's listener, each on the thread that makes it: begins a span for example, which is the
 * current one meanwhile. Inside are the listener and its transaction, where the offset store has one; reading the records
 * is over. Ranges without records, and those that are disposed of, do not come to the listener, and not here.
 *
 * <p>Called by several threads at once. What it throws fails the range as if the listener had thrown it, so it should only
 * let through what the delivery threw.
 */
public interface DeliveryInterceptor {

    /** Adds nothing. */
    DeliveryInterceptor NONE = new DeliveryInterceptor() {
        @Override
        public <T> T around(DeliveryAttempt attempt, Callable<T> delivery) throws Exception {
            return delivery.call();
        }
    };

    /**
     * Makes the delivery, once and on the calling thread.
     *
     * @param delivery the listener and its transaction
     * @return what the delivery returned
     * @throws Exception what the delivery threw
     */
    <T> T around(DeliveryAttempt attempt, Callable<T> delivery) throws Exception;

    /** What parts of the delivery that run on other workers take along; called on the listener's thread. */
    default Carrier carrier() {
        return Carrier.NONE;
    }

    /** Takes along to other threads what surrounds a delivery. */
    interface Carrier {

        /** Takes nothing along. */
        Carrier NONE = new Carrier() {
            @Override
            public <T> T carry(Callable<T> part) throws Exception {
                return part.call();
            }
        };

        /**
         * Makes a part of the delivery, once and on the calling thread.
         *
         * @return what the part returned
         * @throws Exception what the part threw
         */
        <T> T carry(Callable<T> part) throws Exception;
    }
}
