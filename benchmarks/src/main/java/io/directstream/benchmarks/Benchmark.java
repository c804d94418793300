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
import java.time.Duration;

/** Conducts the measurements that the system properties ask for, prints the results, and cleans up whatever happens. */
public final class Benchmark {

    /** Both consumers of a contender join before anything is assigned: nobody drains while the group still grows. */
    private static final Duration JOIN_TOGETHER = Duration.ofSeconds(1);

    private Benchmark() {}

    /** Measures. */
    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.from(System.getProperties());
        Results results = new Results(settings.output().resolve("results"), Provenance.line(settings));
        Path logs = settings.output().resolve("logs");
        try (Cleanup cleanup = new Cleanup()) {
            Topics topics = cleanup.add(new Topics(BenchmarkBroker.start(logs, JOIN_TOGETHER, cleanup)));
            ContenderJvms jvms = new ContenderJvms(settings.jvm(), logs, cleanup);
            Bench bench = new Bench(settings, topics, jvms, cleanup, results);
            for (String measure : settings.measures()) {
                Measures.named(measure).run(bench);
            }
        }
        if (settings.docs().isPresent()) {
            write(settings.docs().get(), results);
        }
    }

    private static void write(Path docs, Results results) throws IOException {
        PerformancePage page = new PerformancePage(Files.readString(docs));
        Files.writeString(docs, page.with(results.all()).text());
        System.out.println("results written into " + docs);
    }
}
