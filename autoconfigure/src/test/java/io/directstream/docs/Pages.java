/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pages of docs/. */
public final class Pages {

    /** Where this module is. */
    public static final Path BASE = Path.of(System.getProperty("basedir", ""));

    /** Where the whole project is. */
    static final Path PROJECT = BASE.resolve("..");

    private static final Path DOCS = PROJECT.resolve("docs");

    private Pages() {}

    /** The text of a page. */
    public static String read(String page) {
        try {
            return Files.readString(DOCS.resolve(page));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Writes a page anew. */
    public static void write(String page, String text) {
        try {
            Files.writeString(DOCS.resolve(page), text);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
