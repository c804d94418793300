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
import io.directstream.benchmarks.client.Job;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTests {

    private final Properties properties = new Properties();

    @Test
    void theLongFormHasEverybodyWhoseClassPathIsHere() {
        properties.setProperty("bench.form", "long");

        assertThat(Settings.from(properties).contenders())
                .contains("loop", "direct-stream")
                .doesNotContain("spark-stream");
    }

    @Test
    void withSparksClassPathSparkTakesPartInTheLongForm(@TempDir Path folder) throws IOException {
        properties.setProperty("bench.form", "long");
        Path file = Files.writeString(folder.resolve("classpath.txt"), "spark.jar");
        properties.setProperty("bench.spark-classpath", file.toString());

        Settings settings = Settings.from(properties);

        assertThat(settings.contenders()).contains("spark-stream");
        assertThat(settings.jvm().classPathOf(Contenders.row("spark-stream")))
                .endsWith(File.pathSeparator + "spark.jar")
                .doesNotContain("logback");
    }

    @Test
    void contendersCanBeNamed() {
        properties.setProperty("bench.contenders", "loop, direct-stream");

        assertThat(Settings.from(properties).contenders()).containsExactly("loop", "direct-stream");
    }

    @Test
    void aPropertyChangesOneSettingOfTheForm() {
        properties.setProperty("bench.form", "long");
        properties.setProperty("bench.rounds", "3");

        assertThat(Settings.from(properties).roundsOr(1, 5)).isEqualTo(3);
        assertThat(Settings.from(properties).recordsOr(1, 7)).isEqualTo(7);
    }

    @Test
    void aBlankPropertyCountsAsUnset() {
        properties.setProperty("bench.rounds", " ");

        assertThat(Settings.from(properties)).isEqualTo(Settings.from(new Properties()));
    }

    @Test
    void whoReadsGivenRangesTakesPartInNothingElse() {
        List<String> all = Contenders.names();

        assertThat(Contenders.at(Job.READ, all))
                .containsExactly("loop-read", "spark-rdd-read", "direct-stream-read")
                .doesNotContainAnyElementsOf(Contenders.at(Job.DRAIN, all));
    }

    @Test
    void theShortFormReadsGivenRangesBesideTheLoop() {
        Settings settings = Settings.from(properties);

        assertThat(settings.measures()).contains(Measures.READS);
        assertThat(Contenders.at(Job.READ, settings.contenders())).containsExactly("loop-read", "direct-stream-read");
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

    @Test
    void sparkIsRefusedWhereItsClassPathIsNotHere() {
        properties.setProperty("bench.contenders", "loop,spark-stream");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Settings.from(properties))
                .withMessageContaining("'spark-stream'");
    }

    @Test
    void aScenarioHasASixthOfItsRecordsInTheShortForm() {
        int inShortForm =
                Scenarios.named("p200", Settings.from(properties)).workload().records();
        properties.setProperty("bench.form", "long");

        assertThat(Scenarios.named("p200", Settings.from(properties)).workload().records())
                .isEqualTo(6 * inShortForm);
    }
}
