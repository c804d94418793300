/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.client.Contenders;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * What is measured, and how thoroughly.
 *
 * @param measures {@code drain}, {@code latency} or both ({@code bench.measures})
 * @param contenders who takes part ({@code bench.contenders})
 * @param drain the records to drain ({@code bench.records} of them)
 * @param drainRounds how often each contender drains ({@code bench.rounds})
 * @param latency the records whose latency is taken ({@code bench.latency-seconds} long)
 * @param latencyRounds how often each contender's latency is taken ({@code bench.latency-rounds})
 * @param jvmOptions options of the contenders' JVMs ({@code bench.heap}, and {@code bench.jvm} for any other)
 * @param output where logs and the report go ({@code bench.output})
 */
record Settings(
        List<String> measures,
        List<String> contenders,
        Workload drain,
        int drainRounds,
        Workload latency,
        int latencyRounds,
        List<String> jvmOptions,
        Path output) {

    static final String DRAIN = "drain";

    static final String LATENCY = "latency";

    private static final List<String> MEASURES = List.of(DRAIN, LATENCY);

    /** Checks the values. */
    Settings {
        requireKnown("bench.measures", measures, MEASURES);
        requireKnown("bench.contenders", contenders, Contenders.names());
        requirePositive("bench.rounds", drainRounds);
        requirePositive("bench.latency-rounds", latencyRounds);
    }

    /** Reads the properties; one that is not set or blank is as the form {@code bench.form} says, short or long. */
    static Settings from(Properties properties) {
        String formName = text(properties, "bench.form", "short");
        Form form = switch (formName) {
            case "short" -> new Form(3_000_000, 2, 5, 1);
            case "long" -> new Form(6_000_000, 5, 15, 2);
            default -> throw new IllegalArgumentException("bench.form is '%s'; take short or long".formatted(formName));
        };
        String heap = text(properties, "bench.heap", "2g");
        String jvm = text(properties, "bench.jvm", "");
        int seconds = number(properties, "bench.latency-seconds", form.latencySeconds());
        return new Settings(
                list(properties, "bench.measures", MEASURES),
                list(properties, "bench.contenders", Contenders.names()),
                Workload.STANDARD.withRecords(number(properties, "bench.records", form.records())),
                number(properties, "bench.rounds", form.rounds()),
                Workload.STANDARD.withRecords(seconds * LatencyMeasurement.RECORDS_PER_SECOND),
                number(properties, "bench.latency-rounds", form.latencyRounds()),
                words(("-Xms%s -Xmx%s -XX:+UseG1GC " + jvm).formatted(heap, heap), " +"),
                Path.of(text(properties, "bench.output", "target/bench")));
    }

    private static String text(Properties properties, String key, String otherwise) {
        String value = properties.getProperty(key, "").trim();
        return value.isEmpty() ? otherwise : value;
    }

    private static int number(Properties properties, String key, int otherwise) {
        String value = text(properties, key, Integer.toString(otherwise));
        try {
            return requirePositive(key, Integer.parseInt(value));
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException("%s is '%s', not a whole number".formatted(key, value), malformed);
        }
    }

    private static List<String> list(Properties properties, String key, List<String> otherwise) {
        return words(text(properties, key, String.join(",", otherwise)), " *, *");
    }

    private static List<String> words(String text, String separator) {
        return Arrays.stream(text.trim().split(separator))
                .filter(word -> !word.isBlank())
                .toList();
    }

    private static int requirePositive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s is %d; it must be at least 1".formatted(key, value));
        }
        return value;
    }

    private static void requireKnown(String key, List<String> given, List<String> known) {
        for (String one : given) {
            if (!known.contains(one)) {
                throw new IllegalArgumentException(
                        "%s names '%s', which there is not; take some of %s".formatted(key, one, known));
            }
        }
    }

    private record Form(int records, int rounds, int latencySeconds, int latencyRounds) {}
}
