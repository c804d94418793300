/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.client.ClassPath;
import io.directstream.benchmarks.client.ContenderMain;
import io.directstream.benchmarks.client.ContenderRow;
import io.directstream.benchmarks.client.Contenders;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the contenders' JVMs are started.
 *
 * @param heap the size of their heaps, the same for all ({@code bench.heap})
 * @param options other options ({@code bench.jvm})
 * @param sparkClassPath the file that holds Spark's class path ({@code bench.spark-classpath}); empty if it is unset or there
 *     is no such file
 */
public record JvmSettings(String heap, List<String> options, Optional<Path> sparkClassPath) {

    static JvmSettings from(PropertyReader reader) {
        return new JvmSettings(
                reader.text("bench.heap", "2g"),
                reader.words("bench.jvm"),
                Optional.of(reader.text("bench.spark-classpath", ""))
                        .filter(file -> !file.isEmpty())
                        .map(Path::of)
                        .filter(Files::isReadable));
    }

    /** Those of the given contenders whose class path is here; says who is left out. */
    List<String> available(List<String> contenders) {
        List<String> missing =
                contenders.stream().filter(name -> !isAvailable(name)).toList();
        if (!missing.isEmpty()) {
            System.out.printf(
                    "%s left out: bench.spark-classpath does not name a file with Spark's class path%n", missing);
        }
        return contenders.stream().filter(this::isAvailable).toList();
    }

    /** All contenders whose class path is here. */
    List<String> available() {
        return Contenders.names().stream().filter(this::isAvailable).toList();
    }

    private boolean isAvailable(String contender) {
        return sparkClassPath.isPresent() || Contenders.row(contender).classPath() != ClassPath.SPARK;
    }

    /** The same with other heaps. */
    JvmSettings withHeap(String other) {
        return new JvmSettings(other, options, sparkClassPath);
    }

    /** The JVM options that all contenders share, as the figures name them. */
    public List<String> shared() {
        List<String> shared = new ArrayList<>(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseG1GC"));
        shared.addAll(options);
        return shared;
    }

    /** All JVM options of a contender. */
    List<String> optionsOf(ContenderRow contender) {
        List<String> all = new ArrayList<>(shared());
        all.addAll(contender.jvmOptions());
        return all;
    }

    String classPathOf(ContenderRow contender) {
        return switch (contender.classPath()) {
            case OWN -> System.getProperty("java.class.path");
            case SPARK ->
                ownClasses()
                        + File.pathSeparator
                        + read(sparkClassPath.orElseThrow(() -> new IllegalStateException(
                                contender.name() + " needs bench.spark-classpath, the name of a file")));
        };
    }

    private static Path ownClasses() {
        try {
            return Path.of(ContenderMain.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException malformed) {
            throw new IllegalStateException(malformed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
