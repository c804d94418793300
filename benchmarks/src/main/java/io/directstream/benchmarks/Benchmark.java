/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringJoiner;

/** Conducts the measurements that the system properties ask for, prints a report, and cleans up whatever happens. */
public final class Benchmark {

    private Benchmark() {}

    /** Measures. */
    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.from(System.getProperties());
        try (Cleanup cleanup = new Cleanup()) {
            Topics topics = cleanup.add(new Topics(BenchmarkBroker.start(settings.output(), cleanup)));
            Bench bench = new Bench(settings, topics, new ContenderJvms(settings, cleanup), cleanup);
            write(settings.output().resolve("report.txt"), measure(bench));
        }
    }

    private static String measure(Bench bench) throws Exception {
        StringJoiner report = new StringJoiner(System.lineSeparator());
        report.add(Report.machine(bench.settings().jvm().shared()));
        for (String measure : bench.settings().measures()) {
            for (Section section : Measures.named(measure).run(bench)) {
                report.add(section.text());
            }
        }
        return report.toString();
    }

    private static void write(Path file, String report) throws IOException {
        System.out.println(report);
        Files.writeString(file, report);
    }
}
