/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.client.Contenders;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;

/**
 * What is measured, and how thoroughly. Each measure decides what a setting that is left open means for it, and in which
 * form.
 *
 * @param form how thorough it is as a whole ({@code bench.form})
 * @param measures what is measured ({@code bench.measures})
 * @param contenders who takes part ({@code bench.contenders})
 * @param rounds how often each contender is measured ({@code bench.rounds}); empty: as the form says
 * @param records how many records count where a number of them is consumed ({@code bench.records}); empty: as the form says
 * @param seconds how long is measured where a time is ({@code bench.seconds}); empty: as the form says
 * @param jvm the contenders' JVMs
 * @param output where logs and results go ({@code bench.output})
 */
public record Settings(
        Form form,
        List<String> measures,
        List<String> contenders,
        OptionalInt rounds,
        OptionalInt records,
        OptionalInt seconds,
        JvmSettings jvm,
        Path output) {

    /**
     * Reads the properties; one that is blank counts as unset.
     *
     * @throws IllegalArgumentException if one of them cannot be, with what can
     */
    static Settings from(Properties properties) {
        PropertyReader reader = new PropertyReader(properties);
        Form form = Form.named(reader.text("bench.form", "short"));
        JvmSettings jvm = JvmSettings.from(reader);
        return new Settings(
                form,
                reader.names("bench.measures", Measures.names(), form.measures()),
                reader.names("bench.contenders", Contenders.names(), jvm.available(form.contenders())),
                reader.count("bench.rounds"),
                reader.count("bench.records"),
                reader.count("bench.seconds"),
                jvm,
                Path.of(reader.text("bench.output", "target/bench")));
    }

    /** How often each contender is measured, unless that is set. */
    public int roundsOr(int inShortForm, int inLongForm) {
        return rounds.orElse(form == Form.SHORT ? inShortForm : inLongForm);
    }

    /** How many records count, unless that is set. */
    public int recordsOr(int inShortForm, int inLongForm) {
        return records.orElse(form == Form.SHORT ? inShortForm : inLongForm);
    }

    /** How many seconds are measured, unless that is set. */
    public int secondsOr(int inShortForm, int inLongForm) {
        return seconds.orElse(form == Form.SHORT ? inShortForm : inLongForm);
    }
}
