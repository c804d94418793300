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
            String broker = BenchmarkBroker.start(settings.output(), cleanup);
            Topics topics = cleanup.add(new Topics(broker));
            ContenderJvms jvms = new ContenderJvms(broker, settings, cleanup);
            write(settings.output().resolve("report.txt"), measure(settings, topics, jvms));
        }
    }

    private static String measure(Settings settings, Topics topics, ContenderJvms jvms) throws Exception {
        StringJoiner report = new StringJoiner(System.lineSeparator());
        report.add(Report.machine(settings.jvmOptions()));
        if (settings.measures().contains(Settings.DRAIN)) {
            DrainMeasurement drain = new DrainMeasurement(settings.drain(), topics, jvms);
            Rounds rounds = new Rounds("drain", settings.contenders(), settings.drainRounds());
            report.add(Report.drain(settings, rounds.run(drain::measure)));
        }
        if (settings.measures().contains(Settings.LATENCY)) {
            LatencyMeasurement latency = new LatencyMeasurement(settings.latency(), topics, jvms);
            Rounds rounds = new Rounds("latency", settings.contenders(), settings.latencyRounds());
            report.add(Report.latency(settings, rounds.run(latency::measure)));
        }
        return report.toString();
    }

    private static void write(Path file, String report) throws IOException {
        System.out.println(report);
        Files.writeString(file, report);
    }
}
