/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LocationStrategyTests {

    private static final TopicPartition PARTITION = new TopicPartition("orders", 0);

    @Test
    void carriesTheNameUnderWhichItIsShown() {
        assertThat(LocationStrategies.preferConsistent().type()).isEqualTo("PreferConsistent");
        assertThat(LocationStrategies.preferBrokers().type()).isEqualTo("PreferBrokers");
        assertThat(LocationStrategies.preferFixed(Map.of()).type()).isEqualTo("PreferFixed");
    }

    @Test
    void aFixedMapIsKeptWhateverHappensToTheArgument() {
        Map<TopicPartition, String> hosts = new HashMap<>(Map.of(PARTITION, "node-a"));
        LocationStrategy strategy = LocationStrategies.preferFixed(hosts);

        hosts.clear();

        assertThat(strategy).isEqualTo(LocationStrategies.preferFixed(Map.of(PARTITION, "node-a")));
    }

    @Test
    void aFixedMapWithoutAHostIsRefused() {
        Map<TopicPartition, String> hosts = new HashMap<>();
        hosts.put(PARTITION, null);

        assertThatNullPointerException().isThrownBy(() -> LocationStrategies.preferFixed(hosts));
    }
}
