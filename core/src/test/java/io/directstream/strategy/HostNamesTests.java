/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostNamesTests {

    @ParameterizedTest
    @CsvSource({
        "node-a, node-a, true",
        "Node-A, node-a, true",
        "node-a, node-a.example.com, true",
        "node-a.example.com, node-a, true",
        "node-a.example.com, node-a.example.org, false",
        "node-a, node-ab.example.com, false",
        "node-a, node-b, false",
        "10.0.0.1, 10.0.0.1, true",
        "10, 10.0.0.1, false",
        "fe80, fe80::1, false",
        "'', '', false",
        "'', node-a, false"
    })
    void theSameHostInAnyCaseAndWithOrWithoutItsDomain(String one, String other, boolean same) {
        assertThat(HostNames.same(one, other)).isEqualTo(same);
        assertThat(HostNames.same(other, one)).isEqualTo(same);
    }
}
