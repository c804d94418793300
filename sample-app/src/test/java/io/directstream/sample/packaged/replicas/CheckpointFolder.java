/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The checkpoints of a stream, read as the text that they are, while nobody writes them. */
final class CheckpointFolder {
    private final Path folder;

    CheckpointFolder(Path folder) {
        this.folder = folder;
    }

    /** What each partition's file says. */
    Map<Integer, Checkpoint> read() {
        Map<Integer, Checkpoint> all = new HashMap<>();
        for (Path file : files()) {
            String text = text(file);
            Checkpoint checkpoint = new Checkpoint(
                    value(text, "offset: (\\d+)").orElseThrow(),
                    value(text, "planned: \\[\\d+,(\\d+)\\)").orElse(null));
            all.put(value(text, "partition: (\\d+)").orElseThrow().intValue(), checkpoint);
        }
        return all;
    }

    /** Leaves beside each file what a crash in its next write could leave: the beginning of a checkpoint. */
    void leaveHalfWritten(Random random) {
        for (Path file : files()) {
            byte[] whole = text(file).replaceFirst("offset: ", "offset: 9").getBytes(StandardCharsets.UTF_8);
            write(
                    file.resolveSibling(file.getFileName() + ".tmp"),
                    Arrays.copyOf(whole, random.nextInt(whole.length + 1)));
        }
    }

    /** Who works in the folder, or did last, by its own account. */
    String holder() {
        return text(folder.resolve("lock")).strip();
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".checkpoint"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Long> value(String text, String line) {
        Matcher matcher = Pattern.compile("^" + line + "$", Pattern.MULTILINE).matcher(text);
        return matcher.find() ? Optional.of(Long.valueOf(matcher.group(1))) : Optional.empty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, byte[] content) {
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
