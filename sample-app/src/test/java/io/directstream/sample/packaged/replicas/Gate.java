/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A place in the Kafka transaction of a range at which a replica stands still while the gate is closed: by a file in its directory. */
enum Gate {
    /** The listener has sent half of its records. */
    HALF,
    /** The listener has returned, and the offsets are about to be sent. */
    OFFSETS,
    /** The offsets were sent, and the transaction is about to be committed. */
    COMMIT,
    /** The transaction is committed, and the application does not know yet. */
    ANSWER;

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration PAUSE = Duration.ofMillis(5);

    /** Stands still while this gate is closed in the directory that the process runs in. */
    void pass() {
        Path here = Path.of("");
        if (Files.exists(closed(here))) {
            try {
                Files.writeString(standing(here), name());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            await().atMost(PATIENCE).pollInterval(PAUSE).until(() -> !Files.exists(closed(here)));
        }
    }

    /** Closes this gate for a process that runs in that directory, and waits until it stands there. */
    void close(Path directory) {
        open(directory);
        try {
            Files.writeString(closed(directory), name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(PATIENCE).pollInterval(PAUSE).until(() -> Files.exists(standing(directory)));
    }

    /** Lets it go on. */
    void open(Path directory) {
        try {
            Files.deleteIfExists(closed(directory));
            Files.deleteIfExists(standing(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path closed(Path directory) {
        return directory.resolve(name() + ".closed");
    }

    private Path standing(Path directory) {
        return directory.resolve(name() + ".standing");
    }
}
