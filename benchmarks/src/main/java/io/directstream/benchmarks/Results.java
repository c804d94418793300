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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was measured, one file for each section. A later run replaces the sections that it measures again and leaves the
 * others, so that one scenario at a time can be measured.
 */
public final class Results {

    private static final String ENDING = ".md";

    private final Path folder;

    private final String provenance;

    /**
     * Keeps results in the folder.
     *
     * @param provenance the line below each section that says when and on what it was measured
     */
    Results(Path folder, String provenance) {
        this.folder = folder;
        this.provenance = provenance;
    }

    void add(Section section) throws IOException {
        String text = section.text().strip() + "\n\n" + provenance + "\n";
        System.out.println();
        System.out.println(text);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(section.name() + ENDING), text);
    }

    /** All sections that are here, by name. */
    Map<String, String> all() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            Map<String, String> all = new TreeMap<>();
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(ENDING)) {
                    all.put(name.substring(0, name.length() - ENDING.length()), Files.readString(file));
                }
            }
            return all;
        }
    }
}
