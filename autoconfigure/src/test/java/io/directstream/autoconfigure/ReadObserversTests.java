/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.Progress;
import io.directstream.listener.ObservedRead;
import io.directstream.listener.ReadObserver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadObserversTests {

    private final ObservedRead read =
            new ObservedRead("orders", ObservedRead.Purpose.REPLAY, () -> new Progress(0, 0, 0, 0, 0));

    @Test
    void oneThatFailsKeepsNothingFromTheOthers() {
        List<Object> told = new ArrayList<>();
        ReadObserver failing = new ReadObserver() {
            @Override
            public void started(ObservedRead started) {
                throw new IllegalStateException("no room");
            }

            @Override
            public void ended(ObservedRead ended, ObservedRead.Outcome outcome) {
                throw new IllegalStateException("no room");
            }
        };
        ReadObserver other = new ReadObserver() {
            @Override
            public void started(ObservedRead started) {
                told.add(started);
            }

            @Override
            public void ended(ObservedRead ended, ObservedRead.Outcome outcome) {
                told.add(outcome);
            }
        };
        ReadObservers all = new ReadObservers(List.of(failing, other));

        all.started(read);
        all.ended(read, ObservedRead.Outcome.FAILED);

        assertThat(told).containsExactly(read, ObservedRead.Outcome.FAILED);
    }
}
