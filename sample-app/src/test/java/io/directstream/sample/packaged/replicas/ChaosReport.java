/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Says what came of each event, as rows of a table. */
final class ChaosReport {
    private static final Path FILE = Path.of("target", "replicas.md");

    private ChaosReport() {}

    static void row(String event, Coverage coverage, List<Duration> moves) {
        write("| %s | %,d | %d | %d | %s |"
                .formatted(event, coverage.records(), coverage.lost(), coverage.repeated(), medianAndLongest(moves)));
    }

    /** Of faults of a kind: how many, the ranges that the store refused, and how long until all went on. */
    static void faultRow(String fault, int times, long refused, List<Duration> durations) {
        write("| %s | %d | %d | %s |".formatted(fault, times, refused, medianAndLongest(durations)));
    }

    private static void write(String row) {
        System.out.println("replicas " + row);
        try {
            Files.writeString(FILE, row + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String medianAndLongest(List<Duration> unsorted) {
        if (unsorted.isEmpty()) {
            return "- | -";
        }
        List<Duration> sorted = unsorted.stream().sorted().toList();
        return seconds(sorted.get(sorted.size() / 2)) + " | " + seconds(sorted.get(sorted.size() - 1));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
