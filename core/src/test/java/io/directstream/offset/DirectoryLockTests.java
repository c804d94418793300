/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** One owner of a folder at a time, in this process and in others. */
class DirectoryLockTests extends CheckpointTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aSecondStartInThisProcessIsRefusedWithTheHolder() {
        assertThatThrownBy(() -> open("orders", "billing-orders", PATIENCE))
                .isInstanceOf(OffsetStoreException.class)
                .hasMessageContaining("stream 'orders'")
                .hasMessageContaining(folder().toString())
                .hasMessageContaining(
                        "in use by process " + ProcessHandle.current().pid())
                .hasMessageContaining("offsets.checkpoint.directory");
    }

    @Test
    void anotherProcessIsRefusedWithTheHolderEvenAfterThisOneWasRefusedASecondTime() throws IOException {
        assertThatThrownBy(() -> open("orders", "billing-orders", PATIENCE)).isInstanceOf(OffsetStoreException.class);

        try (ChildProcess other = child()) {
            await().atMost(PATIENCE).until(() -> !other.isAlive());

            assertThat(other.lines())
                    .anySatisfy(line -> assertThat(line)
                            .contains(
                                    folder().toString(),
                                    "in use by process "
                                            + ProcessHandle.current().pid()))
                    .noneMatch(line -> line.startsWith("planned"));
        }
    }

    @Test
    void theFolderOfAnotherProcessIsRefusedWithTheHolderAndFreeOnceThatDied() {
        store.close();
        try (ChildProcess other = child()) {
            await().atMost(PATIENCE).until(() -> other.lines().stream().anyMatch(line -> line.startsWith("planned")));

            assertThatThrownBy(() -> open("orders", "billing-orders", PATIENCE))
                    .hasMessageContaining("in use by process " + other.pid())
                    .hasMessageContaining(" since 2");

            other.kill();
            openStore();
        }
    }

    @Test
    void aLinkToTheFolderIsTheSameFolder() throws IOException {
        Path link = directory.resolve("linked");
        Files.createSymbolicLink(link, directory);

        assertThatThrownBy(() -> new CheckpointOffsetStore(
                        link, new OffsetStoreContext("orders", "billing-orders", new FakeCommitter())))
                .hasMessageContaining("is in use");
    }

    @Test
    void otherStreamsHaveFoldersOfTheirOwn() {
        try (CheckpointOffsetStore returns = open("returns", "billing-returns", PATIENCE)) {
            assertThat(returns.name()).isEqualTo("checkpoint");
        }
    }

    @Test
    void aDirectoryThatIsAFileIsRefusedByItsName() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> new CheckpointOffsetStore(
                        file, new OffsetStoreContext("orders", "billing-orders", new FakeCommitter())))
                .isInstanceOf(OffsetStoreException.class)
                .hasMessageContaining(file.toString());
    }

    private ChildProcess child() {
        return ChildProcess.start(directory.resolve("output"), CheckpointWriter.class, directory.toString());
    }
}
