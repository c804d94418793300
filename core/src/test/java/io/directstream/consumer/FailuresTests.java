/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailuresTests {

    @Test
    void describesAFailureWithItsRootOnOneLine() {
        Throwable root = new IllegalStateException("connection refused");
        Throwable failure = new IllegalArgumentException("cannot store", new RuntimeException("in between", root));

        assertThat(Failures.describe(failure))
                .isEqualTo("java.lang.IllegalArgumentException: cannot store, "
                        + "caused by java.lang.IllegalStateException: connection refused");
        assertThat(Failures.describe(new IllegalStateException())).isEqualTo("java.lang.IllegalStateException");
    }
}
