/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** {@code java -jar}, in a directory of its own, as its user runs it. */
public final class JavaProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Process process;
    private final Path output;

    private JavaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static JavaProcess start(Path jar, Path directory, String... arguments) {
        return start(jar, directory, Map.of(), List.of(arguments));
    }

    /** The same with more environment variables. */
    static JavaProcess start(Path jar, Path directory, Map<String, String> environment, List<String> arguments) {
        List<String> all =
                new ArrayList<>(List.of("-Xmx512m", "-jar", jar.toAbsolutePath().toString()));
        all.addAll(arguments);
        return start(directory, environment, all);
    }

    /** Starts {@code java} with the given arguments; what it says is appended to what earlier ones said there. */
    public static JavaProcess start(Path directory, List<String> arguments) {
        return start(directory, Map.of(), arguments);
    }

    private static JavaProcess start(Path directory, Map<String, String> environment, List<String> arguments) {
        Path output = directory.resolve("output.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + directory);
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
            builder.environment().putAll(environment);
            return new JavaProcess(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the output has a match, and returns it; a process that ends without one is not waited for. */
    public MatchResult awaitOutput(String regex) {
        Pattern pattern = Pattern.compile(regex);
        await().atMost(PATIENCE).until(() -> pattern.matcher(output()).find() || !process.isAlive());
        String output = output();
        return pattern.matcher(output)
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError("No \"" + regex + "\" in\n" + output));
    }

    /** Waits until it ends by itself, and tells with which code. */
    int awaitExit() {
        await().atMost(PATIENCE).until(() -> !process.isAlive());
        return process.exitValue();
    }

    /** Asks it to stop, as Ctrl-C does, and tells how long that took. */
    public Duration stop() {
        long start = System.nanoTime();
        process.destroy();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it stopped").isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** With which code it ended. */
    public int exitCode() {
        return process.exitValue();
    }

    /** Whether it has not ended yet. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it without asking, as the kernel does when memory is short. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Sends a signal, such as STOP and CONT. */
    public void signal(String name) {
        Signals.send(process.pid(), name);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
