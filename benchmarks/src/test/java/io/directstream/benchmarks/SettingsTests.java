/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.directstream.benchmarks.client.Contenders;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class SettingsTests {

    private final Properties properties = new Properties();

    @Test
    void everybodyTakesPartUnlessSomeAreNamed() {
        assertThat(Settings.from(properties).contenders()).isEqualTo(Contenders.names());

        properties.setProperty("bench.contenders", "loop, direct-stream");

        assertThat(Settings.from(properties).contenders()).containsExactly("loop", "direct-stream");
    }

    @Test
    void aPropertyChangesOneSettingOfTheForm() {
        properties.setProperty("bench.form", "long");
        properties.setProperty("bench.rounds", "3");

        assertThat(Settings.from(properties).drainRounds()).isEqualTo(3);
        assertThat(Settings.from(properties).drain().records()).isEqualTo(6_000_000);
    }

    @Test
    void aBlankPropertyCountsAsUnset() {
        properties.setProperty("bench.rounds", " ");

        assertThat(Settings.from(properties)).isEqualTo(Settings.from(new Properties()));
    }

    @Test
    void contendersThatThereAreNotAreRefused() {
        properties.setProperty("bench.contenders", "lop");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(properties))
                .withMessageContaining("bench.contenders")
                .withMessageContaining("'lop'")
                .withMessageContaining("direct-stream");
    }

    @Test
    void numbersBelowOneAreRefused() {
        properties.setProperty("bench.rounds", "0");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(properties))
                .withMessage("bench.rounds is 0; it must be at least 1");
    }
}
