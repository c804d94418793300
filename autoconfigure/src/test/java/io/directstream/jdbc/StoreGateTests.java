/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StoreGateTests {

    private final StoreGate gate = new StoreGate();

    @Test
    @DisplayName("I8: nobody enters after the close")
    void nobodyEntersAfterTheClose() {
        assertThat(gate.enter()).isTrue();
        gate.leave();

        assertThat(gate.close(Duration.ZERO)).isTrue();

        assertThat(gate.enter()).isFalse();
        assertThat(gate.close(Duration.ZERO)).as("closed once more").isTrue();
    }

    @Test
    @DisplayName("I7: the close does not wait for ever for one that does not leave")
    void theCloseDoesNotWaitForEver() {
        assertThat(gate.enter()).isTrue();

        CompletableFuture<Boolean> closed = CompletableFuture.supplyAsync(() -> gate.close(Duration.ofMillis(50)));

        assertThat(closed).succeedsWithin(30, TimeUnit.SECONDS).isEqualTo(false);
        gate.leave();
        assertThat(gate.enter()).isFalse();
    }
}
