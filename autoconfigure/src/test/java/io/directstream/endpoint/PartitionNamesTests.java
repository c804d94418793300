/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

class PartitionNamesTests {

    @Test
    void topicsMayHoldDashes() {
        assertThat(PartitionNames.parse(" orders-0\n\torders-eu-1-12 "))
                .containsExactly(new TopicPartition("orders", 0), new TopicPartition("orders-eu-1", 12));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \t"})
    void nothingIsNoPartition(String text) {
        assertThat(PartitionNames.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "orders-", "-1", "orders-x", "orders-0,orders-1", "orders-9999999999"})
    void anythingElseIsRefusedByName(String text) {
        assertThatExceptionOfType(InvalidEndpointRequestException.class)
                .isThrownBy(() -> PartitionNames.parse("orders-0 " + text))
                .withMessageStartingWith("partitions holds '" + text + "'")
                .withMessageContaining("orders-0");
    }
}
