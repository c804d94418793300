/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CacheOptionsTests {

    @Test
    void byDefaultKeepsAsManyReadersAsPartitionsForFiveMinutes() {
        assertThat(CacheOptions.DEFAULT.maxCapacity()).isNull();
        assertThat(CacheOptions.DEFAULT.idleTimeout()).hasMinutes(5);
    }

    @Test
    void aCapacityOfNoneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheOptions(0, Duration.ofMinutes(5)))
                .withMessage("consumer-cache.max-capacity is 0; it must be at least 1");
    }

    @Test
    void aSuspiciouslyShortIdleTimeoutIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheOptions(null, Duration.ofMillis(5)))
                .withMessage("consumer-cache.idle-timeout is 5 ms; it must be at least 50 ms "
                        + "(a plain number is read as milliseconds)");
    }
}
