/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ExitAfterStreamsTests {

    private final Queue<Integer> exits = new ConcurrentLinkedQueue<>();

    private final ExitAfterStreams exit = new ExitAfterStreams(Set.of("orders", "payments"), exits::add);

    @Test
    void theApplicationEndsWhenTheLastStreamIsAtItsEnd() {
        exit.completed("orders", 0);
        assertThat(exits).isEmpty();

        exit.completed("payments", 0);

        await().untilAsserted(() -> assertThat(exits).containsExactly(0));
    }

    @Test
    void oneStreamThatCouldNotReadAllDecidesTheExitCode() {
        exit.completed("orders", 1);
        exit.completed("payments", 0);

        await().untilAsserted(() -> assertThat(exits).containsExactly(1));
    }
}
