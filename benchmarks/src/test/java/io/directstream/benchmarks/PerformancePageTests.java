/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PerformancePageTests {

    private static final Path PUBLISHED = Path.of("..", "docs", "performance.md");

    private static final Path POM = Path.of("pom.xml");

    private final PerformancePage page =
            new PerformancePage("before\n" + PerformancePage.BEGIN + PerformancePage.END + "after\n");

    @Test
    void sectionsStandInTheOrderOfTheRegistries() {
        PerformancePage written = page.with(Map.of(
                "live-2000",
                "### f",
                "live-64",
                "### e",
                "latency",
                "### d",
                "drain-hot12",
                "### c",
                "drain-p200",
                "### b",
                "drain-p12",
                "### a"));

        assertThat(written.sections().keySet())
                .containsExactly("drain-p12", "drain-p200", "drain-hot12", "latency", "live-64", "live-2000");
        assertThat(written.text()).startsWith("before\n").endsWith(PerformancePage.END + "after\n");
    }

    @Test
    void aSectionThatIsMeasuredAgainReplacesTheOldOneOnly() {
        PerformancePage written = page.with(Map.of("latency", "### old\n\n| a |", "idle-12", "### kept"))
                .with(Map.of("latency", "### new\n"));

        assertThat(written.sections()).containsEntry("latency", "### new").containsEntry("idle-12", "### kept");
    }

    @Test
    void writingTheSameAgainChangesNothing() {
        PerformancePage written = page.with(Map.of("latency", "### a", "idle-12", "### b"));

        assertThat(written.with(written.sections())).isEqualTo(written);
    }

    @Test
    void aPageWithoutMarksIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PerformancePage("nothing"))
                .withMessageContaining("results:begin");
    }

    @Test
    void thePublishedPageHasTheMarks() throws IOException {
        assertThat(new PerformancePage(Files.readString(PUBLISHED)).sections().keySet())
                .allSatisfy(section -> assertThat(Measures.names()).contains(section.split("-", 2)[0]));
    }

    @Test
    void thePublishedPageAndTheBuildNameTheSameProperties() throws IOException {
        TreeSet<String> ofBuild = properties(POM);
        ofBuild.removeAll(List.of("bench.root", "bench.output"));

        assertThat(properties(PUBLISHED)).isEqualTo(ofBuild);
    }

    @Test
    void whatAnEarlierRunMeasuredIsKeptUntilItIsMeasuredAgain(@TempDir Path folder) throws IOException {
        new Results(folder, "*first*").add(new Section("latency", "### a"));
        new Results(folder, "*first*").add(new Section("idle-12", "### b"));
        Results later = new Results(folder, "*second*");
        later.add(new Section("latency", "### c"));

        assertThat(later.all())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("latency", "### c\n\n*second*\n", "idle-12", "### b\n\n*first*\n"));
    }

    private static TreeSet<String> properties(Path file) throws IOException {
        Stream<String> names = Pattern.compile("bench\\.[a-z-]+")
                .matcher(Files.readString(file))
                .results()
                .map(match -> match.group());
        return names.collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }
}
