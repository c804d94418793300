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
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** What single parts cost, see the package {@code micro}: JMH runs each in JVMs of its own. */
final class MicroMeasurement {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private static final TimeValue ITERATION = TimeValue.seconds(1);

    private static final List<String> JVM_OPTIONS = List.of("-Xms1g", "-Xmx1g");

    private MicroMeasurement() {}

    static void run(Bench bench) throws RunnerException, IOException {
        // Else a file would be left behind that no other run of ours looks at.
        System.setProperty("jmh.ignoreLock", "true");
        Path log = bench.settings().output().resolve("logs").resolve("micro.log");
        Files.createDirectories(log.getParent());
        System.out.println("micro: see " + log);
        bench.publish(new Section(
                "micro", report(new Runner(options(bench.settings().form(), log)).run())));
    }

    private static Options options(Form form, Path log) {
        boolean thorough = form == Form.LONG;
        return new OptionsBuilder()
                .include("^io\\.directstream\\.")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(thorough ? 3 : 1)
                .warmupIterations(thorough ? 5 : 3)
                .warmupTime(ITERATION)
                .measurementIterations(thorough ? 5 : 3)
                .measurementTime(ITERATION)
                .jvmArgs(JVM_OPTIONS.toArray(String[]::new))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .output(log.toString())
                .build();
    }

    private static String report(Collection<RunResult> results) {
        Table table = new Table("part", "ns", "± ns", "B");
        for (RunResult result : results) {
            Result<?> time = result.getPrimaryResult();
            Result<?> allocated =
                    Objects.requireNonNull(result.getSecondaryResults().get(ALLOCATED), ALLOCATED);
            table.row(
                    name(result.getParams()),
                    text("%.1f", time.getScore()),
                    text("%.1f", time.getScoreError()),
                    text("%.0f", allocated.getScore()));
        }
        return text(
                "### Single parts%n%nTime and allocation for each record (Reader, Deserializer), rebalance of 2,000 partitions "
                        + "and 50 members (Placement) or range (all others), one thread. JVMs with %s; the error is half of the 99.9 %% interval.%n%n%s%n",
                String.join(" ", JVM_OPTIONS), table);
    }

    /** The class without its package and its ending, the method, and the parameters if there are some. */
    private static String name(BenchmarkParams params) {
        String qualified = params.getBenchmark();
        String type = qualified.substring(0, qualified.lastIndexOf('.'));
        String name = qualified.substring(type.lastIndexOf('.') + 1).replace("Benchmark.", ".");
        for (String key : params.getParamsKeys()) {
            name += ", " + params.getParam(key) + ' ' + key;
        }
        return name;
    }

    private static String text(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
