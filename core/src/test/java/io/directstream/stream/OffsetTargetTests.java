/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class OffsetTargetTests {

    @Test
    void readsEveryForm() {
        assertThat(OffsetTarget.parse("earliest")).isEqualTo(new OffsetTarget.Earliest());
        assertThat(OffsetTarget.parse(" latest ")).isEqualTo(new OffsetTarget.Latest());
        assertThat(OffsetTarget.parse("42")).isEqualTo(new OffsetTarget.At(42));
        assertThat(OffsetTarget.parse("2026-11-01T00:00:00Z"))
                .isEqualTo(new OffsetTarget.NotBefore(1_793_491_200_000L));
    }

    @Test
    void anInstantBeforeTimestampsBeganIsNoneOfKafkasSpecialValues() {
        assertThat(OffsetTarget.parse("1969-12-31T23:59:59.999Z")).isEqualTo(new OffsetTarget.NotBefore(0));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "  ",
                "newest",
                "EARLIEST",
                "-1",
                "1.5",
                "9999999999999999999",
                "2026-11-01",
                "+999999999-01-01T00:00:00Z"
            })
    void refusesAnythingElseAndNamesTheForms(String text) {
        assertThatExceptionOfType(OffsetMoveException.class)
                .isThrownBy(() -> OffsetTarget.parse(text))
                .withMessageContaining("earliest, latest, an offset such as 42")
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(OffsetMoveException.Reason.INVALID));
    }
}
