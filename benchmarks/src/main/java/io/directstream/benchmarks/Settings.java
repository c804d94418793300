/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * What is measured, and how thoroughly. Each measure decides what a setting that is left open means for it, and in which
 * form.
 *
 * @param form how thorough it is as a whole ({@code bench.form})
 * @param measures what is measured ({@code bench.measures})
 * @param contenders who takes part ({@code bench.contenders})
 * @param scenarios which topics are drained ({@code bench.scenarios})
 * @param rounds how often each contender is measured ({@code bench.rounds}); empty: as the form says
 * @param records how many records count where a number of them is consumed ({@code bench.records}); empty: as the form says
 * @param rehearsals how often a JVM drains a topic before it counts ({@code bench.rehearsals})
 * @param seconds how long is measured where a time is ({@code bench.seconds}); empty: as the form says
 * @param jvm the contenders' JVMs
 * @param root the project's folder ({@code bench.root})
 * @param output where logs and results go ({@code bench.output})
 * @param docs the page into which the results are written ({@code bench.docs}, from the project's folder); empty: none
 */
public record Settings(
        Form form,
        List<String> measures,
        List<String> contenders,
        List<String> scenarios,
        OptionalInt rounds,
        OptionalInt records,
        OptionalInt rehearsals,
        OptionalInt seconds,
        JvmSettings jvm,
        Path root,
        Path output,
        Optional<Path> docs) {

    /**
     * Reads the properties; one that is blank counts as unset.
     *
     * @throws IllegalArgumentException if one of them cannot be, with what can
     */
    static Settings from(Properties properties) {
        PropertyReader reader = new PropertyReader(properties);
        Form form = Form.named(reader.text("bench.form", "short"));
        JvmSettings jvm = JvmSettings.from(reader);
        Path root = Path.of(reader.text("bench.root", "."));
        return new Settings(
                form,
                reader.names("bench.measures", Measures.names(), form::measures),
                reader.names("bench.contenders", jvm.available(), () -> jvm.available(form.contenders())),
                reader.names("bench.scenarios", Scenarios.names(), form::scenarios),
                reader.count("bench.rounds"),
                reader.count("bench.records"),
                reader.count("bench.rehearsals"),
                reader.count("bench.seconds"),
                jvm,
                root,
                Path.of(reader.text("bench.output", "target/bench")),
                Optional.of(reader.text("bench.docs", ""))
                        .filter(file -> !file.isEmpty())
                        .map(file -> root.resolve(file).normalize()));
    }

    /** How often each contender is measured, unless that is set. */
    public int roundsOr(int inShortForm, int inLongForm) {
        return rounds.orElse(form == Form.SHORT ? inShortForm : inLongForm);
    }

    /** How many records count, unless that is set. */
    public int recordsOr(int inShortForm, int inLongForm) {
        return records.orElse(form == Form.SHORT ? inShortForm : inLongForm);
    }

    /** How often a JVM drains a topic before it counts, unless that is set. */
    public int rehearsalsOr(int inShortForm, int inLongForm) {
        return rehearsals.orElse(form == Form.SHORT ? inShortForm : inLongForm);
    }

    /** How many seconds are measured, unless that is set. */
    public int secondsOr(int inShortForm, int inLongForm) {
        return seconds.orElse(form == Form.SHORT ? inShortForm : inLongForm);
    }

    /** How long a contender gets records before a timed measure of load begins: until its JVM has compiled most of it. */
    int warmUpSeconds() {
        return form == Form.SHORT ? 5 : 30;
    }
}
