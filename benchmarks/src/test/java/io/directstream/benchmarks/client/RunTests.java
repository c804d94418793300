/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.directstream.benchmarks.work.Work;
import org.junit.jupiter.api.Test;

class RunTests {

    @Test
    void aChildIsToldTheSameRun() {
        Run run = new Run(
                Job.DRAIN,
                "loop",
                new Target("localhost:9", "topic", "group"),
                new Amount(4, 1, 2, 3),
                new Work.Cpu(1_000));

        assertThat(Run.parse(run.toArguments().toArray(String[]::new))).isEqualTo(run);
    }

    @Test
    void lessThanNothingIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Amount.ofRecords(-1, 2));
    }

    @Test
    void contendersAreNamedOnce() {
        assertThat(Contenders.names()).doesNotHaveDuplicates().contains(Contenders.BASELINE);
    }
}
