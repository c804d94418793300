/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import static org.awaitility.Awaitility.await;

import io.directstream.sample.packaged.Signals;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A PostgreSQL of its own; it may be stopped, and goes on with the same port and data. */
final class DatabaseProcess implements AutoCloseable {
    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    DatabaseProcess(Path directory) {
        data = directory.resolve("database");
        server = start(0);
        port = server.getPort();
    }

    /** Where a client of this name connects. */
    String url(String application) {
        return server.getJdbcUrl("postgres", "postgres") + "&ApplicationName=" + application;
    }

    /** A client that opens a connection for each statement, so that a restart between two does not matter. */
    JdbcClient client() {
        return JdbcClient.create(new DriverManagerDataSource(url("test")));
    }

    /** Its sessions are ended and rolled back, then it stops and starts: what an administrator does. */
    void restart() {
        close();
        server = start(port);
    }

    /** It drops everything as it is, and recovers when it starts: what is left of a crash. */
    void crash() {
        Path running = data.resolve("postmaster.pid");
        try {
            Signals.send(Long.parseLong(Files.readAllLines(running).get(0)), "QUIT");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.notExists(running));
        restart();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres start(int on) {
        try {
            return EmbeddedPostgres.builder()
                    .setPort(on)
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    // What is committed is written; without it a crash would take commits back.
                    .setServerConfig("synchronous_commit", "on")
                    .setPGStartupWait(Duration.ofSeconds(60))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
