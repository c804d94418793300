/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import io.directstream.sample.packaged.JavaProcess;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An application in a JVM of its own, and what it has read, by its own log. */
final class Replica implements AutoCloseable {
    private static final Pattern READ =
            Pattern.compile("(\\S+) orders/\\S+-(\\d+)@\\[(\\d+),(\\d+)\\) records: \\d+, took \\d+ ms");

    private final String name;
    private final Path directory;
    private final List<String> program;
    private final List<String> arguments;
    private final List<ReadRange> read = new ArrayList<>();
    private JavaProcess process;
    private long looked;
    private long refusals;

    /**
     * Starts it.
     *
     * @param program {@link #packaged} or {@link #ofClass}
     */
    Replica(String name, Path directory, List<String> program, List<String> arguments) {
        this.name = name;
        this.directory = directory;
        this.program = program;
        this.arguments = arguments;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        process = start();
    }

    /** How the packaged sample application is run. */
    static List<String> packaged() {
        return List.of(
                "-jar",
                Path.of(System.getProperty("sample.jar")).toAbsolutePath().toString());
    }

    /** How a class of these tests is run. */
    static List<String> ofClass(Class<?> main) {
        return List.of("-cp", System.getProperty("java.class.path"), main.getName());
    }

    String name() {
        return name;
    }

    /** Asks it to stop, and waits for it. */
    Duration stop() {
        return process.stop();
    }

    /** With which code it ended. */
    int exitCode() {
        return process.exitCode();
    }

    void kill() {
        process.kill();
    }

    /** It stands still, and does not know. */
    void suspend() {
        process.signal("STOP");
    }

    void goOn() {
        process.signal("CONT");
    }

    /** Waits until it stands at that gate. */
    void close(Gate gate) {
        gate.close(directory);
    }

    void open(Gate gate) {
        gate.open(directory);
    }

    void restart() {
        process = start();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it ended before it was up, because something that it needs to start was away just then. */
    boolean didNotStart() {
        String said = output();
        return !isAlive()
                && said.lastIndexOf("Starting SampleApplication") > said.lastIndexOf("Started SampleApplication");
    }

    String output() {
        return process.output();
    }

    /** What it has read so far. */
    List<ReadRange> read() {
        look();
        return List.copyOf(read);
    }

    /** How many ranges its offset store has refused so far. */
    long refusals() {
        look();
        return refusals;
    }

    private void look() {
        try (RandomAccessFile log =
                new RandomAccessFile(directory.resolve("output.txt").toFile(), "r")) {
            byte[] more = new byte[(int) (log.length() - looked)];
            log.seek(looked);
            log.readFully(more);
            String text = new String(more, StandardCharsets.UTF_8);
            int end = text.lastIndexOf('\n') + 1;
            looked += text.substring(0, end).getBytes(StandardCharsets.UTF_8).length;
            text.substring(0, end).lines().forEach(this::take);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private void take(String said) {
        Matcher line = READ.matcher(said);
        if (line.matches()) {
            read.add(new ReadRange(
                    OffsetDateTime.parse(line.group(1)).toInstant(),
                    name,
                    Integer.parseInt(line.group(2)),
                    Long.parseLong(line.group(3)),
                    Long.parseLong(line.group(4))));
        } else if (said.contains(" was refused by the store with ")) {
            refusals++;
        }
    }

    private JavaProcess start() {
        List<String> all = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        all.addAll(program);
        all.addAll(arguments);
        return JavaProcess.start(directory, all);
    }
}
