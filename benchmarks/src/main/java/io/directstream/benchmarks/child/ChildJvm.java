/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.child;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A JVM of its own. Its standard output is read line by line, its errors go to a file, and its
 * standard input stays open for as long as it shall live.
 */
public final class ChildJvm implements AutoCloseable {

    private static final long SECONDS_TO_END = 10;

    private static final int LINES_OF_LOG_SHOWN = 30;

    private final String name;

    private final Path log;

    private final Process process;

    private final BlockingQueue<Optional<String>> output = new LinkedBlockingQueue<>();

    private ChildJvm(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
        Thread reader = new Thread(this::read, name + "-output");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts a JVM.
     *
     * @param program what it runs
     * @param log where its errors go
     */
    public static ChildJvm start(Program program, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(program.jvmOptions());
        command.add("-classpath");
        command.add(program.classPath());
        command.add(program.mainClass().getName());
        command.addAll(program.arguments());
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.redirectError(new File(log.toString()));
            return new ChildJvm(program.name(), log, builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException("the process of " + program.name() + " does not start", failure);
        }
    }

    /**
     * Waits for a line of output.
     *
     * @param wanted makes the answer out of the line; lines for which it is empty are passed over
     * @throws IllegalStateException if the process ends, or the time passes, without such a line
     */
    public <T> T await(Function<String, Optional<T>> wanted, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            Optional<String> line = output.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (line == null) {
                throw new IllegalStateException(
                        "%s said nothing within %d s%n%s".formatted(name, timeout.toSeconds(), endOfLog()));
            }
            if (line.isEmpty()) {
                throw new IllegalStateException("the process of %s ended too early%n%s".formatted(name, endOfLog()));
            }
            Optional<T> answer = line.flatMap(wanted);
            if (answer.isPresent()) {
                return answer.get();
            }
        }
    }

    /** Lets the process end, and ends it if it does not. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                System.err.println(name + " does not end and is killed");
            }
        } catch (IOException gone) {
            System.err.println(name + " is gone already: " + gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(Optional.of(line));
            }
        } catch (IOException closed) {
            System.err.println("the output of " + name + " is gone: " + closed);
        } finally {
            output.add(Optional.empty());
        }
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join(
                    System.lineSeparator(),
                    lines.subList(Math.max(0, lines.size() - LINES_OF_LOG_SHOWN), lines.size()));
        } catch (IOException unreadable) {
            return "its log " + log + " cannot be read: " + unreadable;
        }
    }

    /**
     * What a JVM runs.
     *
     * @param name its name in messages
     * @param jvmOptions options of the JVM
     * @param classPath its class path
     * @param mainClass the class with the main method
     * @param arguments arguments of the main method
     */
    public record Program(
            String name, List<String> jvmOptions, String classPath, Class<?> mainClass, List<String> arguments) {

        /** A program on this process's own class path. */
        public Program(String name, List<String> jvmOptions, Class<?> mainClass, List<String> arguments) {
            this(name, jvmOptions, System.getProperty("java.class.path"), mainClass, arguments);
        }
    }
}
