/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Test;

class RangeAddressTests {

    private static final OffsetRange RANGE = OffsetRange.create("orders", 3, 10, 25);

    @Test
    void namesStreamPartitionAndBounds() {
        assertThat(new RangeAddress("billing", RANGE)).hasToString("billing/orders-3@[10,25)");
    }

    @Test
    void sameStreamAndRangeAreTheSameAddress() {
        assertThat(new RangeAddress("billing", RANGE))
                .isEqualTo(new RangeAddress("billing", OffsetRange.create("orders", 3, 10, 25)))
                .isNotEqualTo(new RangeAddress("audit", RANGE));
    }

    @Test
    void aBlankStreamIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RangeAddress(" ", RANGE))
                .withMessage("stream is blank; a range's address begins with its stream's name");
    }

    @Test
    void aMissingRangeIsRefused() {
        assertThatNullPointerException()
                .isThrownBy(() -> new RangeAddress("billing", null))
                .withMessage("range");
    }
}
