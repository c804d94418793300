/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.listener.ObservedRead;
import io.directstream.listener.ReadObserver;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells several observers; what one of them throws is logged and keeps nothing from the others.
 *
 * @param observers in the order in which they are told
 */
record ReadObservers(List<ReadObserver> observers) implements ReadObserver {

    private static final Logger LOG = LoggerFactory.getLogger(ReadObservers.class);

    @Override
    public void started(ObservedRead read) {
        tell(observer -> observer.started(read));
    }

    @Override
    public void ended(ObservedRead read, ObservedRead.Outcome outcome) {
        tell(observer -> observer.ended(read, outcome));
    }

    private void tell(Consumer<ReadObserver> news) {
        for (ReadObserver observer : observers) {
            try {
                news.accept(observer);
            } catch (RuntimeException ex) {
                LOG.warn("Observer {} of reads failed; the read goes on", observer, ex);
            }
        }
    }
}
