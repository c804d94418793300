/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class WorkTests {

    @Test
    void anOrderIsReadAsItWasWritten() {
        for (int number = 0; number < 20; number++) {
            Order order = Order.numbered(number);

            assertThat(Order.read(order.toJson())).isEqualTo(order);
        }
    }

    @Test
    void aChildIsToldTheSameWork() {
        assertThat(List.of(new Work.Nothing(), new Work.Cpu(17), new Work.Json()))
                .allSatisfy(work -> assertThat(Work.parse(work.toText())).isEqualTo(work));
    }

    @Test
    void workThatThereIsNotIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Work.parse("xml")).withMessageContaining("'xml'");
    }

    @Test
    void theCalculationDependsOnEachRound() {
        assertThat(Calibration.mix(1, 3)).isNotEqualTo(Calibration.mix(1, 4));
    }
}
