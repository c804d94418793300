/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StartingPositionTests {

    @Test
    void isAnOffsetOrATimestamp() {
        Instant noon = Instant.parse("2026-11-01T12:00:00Z");

        assertThat(StartingPosition.offset(42)).isEqualTo(new StartingPosition.AtOffset(42));
        assertThat(StartingPosition.timestamp(noon)).isEqualTo(new StartingPosition.AtTimestamp(noon));
    }

    @Test
    void aNegativeOffsetIsRefusedWithTheSettingThatWasMeant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StartingPosition.offset(-1))
                .withMessage("offset is -1; offsets count from 0, "
                        + "and 'earliest' or 'latest' are said with when-none-stored");
    }
}
