/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The order of what is written, and disks that fail or hang. */
class CheckpointDiskTests extends CheckpointTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void plansAndStoresTakePlaceInTheOrderOfTheCalls() {
        begin(P0, 0);
        List<CompletableFuture<List<StoreOutcome>>> outcomes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            store.plan(List.of(range(P0, i, i + 1)));
            outcomes.add(store.store(List.of(range(P0, i, i + 1))).toCompletableFuture());
        }
        store.plan(List.of(range(P0, 40, 250)));

        assertThat(outcomes)
                .as("stored before what was asked for later")
                .allSatisfy(outcome -> assertThat(outcome).isCompletedWithValue(List.of(StoreOutcome.STORED)));
        assertThat(plannedUntil(P0)).isEqualTo(250);
    }

    @Test
    @DisplayName("I8: what was asked for before the close is stored, and nothing after it")
    void theCloseWaitsForWhatWasAskedFor() {
        begin(P0, 0);
        List<CompletableFuture<List<StoreOutcome>>> outcomes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            outcomes.add(store.store(List.of(range(P0, i, i + 1))).toCompletableFuture());
        }
        store.close();
        byte[] closed = bytes(file(P0));

        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome).isCompletedWithValue(List.of(StoreOutcome.STORED)));
        assertThat(store.store(List.of(range(P0, 50, 51))).toCompletableFuture())
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(OffsetStoreException.class);
        assertThatThrownBy(() -> store.plan(List.of(range(P0, 50, 51)))).isInstanceOf(OffsetStoreException.class);
        assertThat(file(P0)).hasBinaryContent(closed);
    }

    @Test
    void anInterruptedThreadClosesTheStoreAsWell() {
        begin(P0, 0);
        CompletableFuture<List<StoreOutcome>> outcome =
                store.store(List.of(range(P0, 0, 10))).toCompletableFuture();
        Thread.currentThread().interrupt();

        store.close();

        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        assertThat(outcome).isCompletedWithValue(List.of(StoreOutcome.STORED));
        openStore();
    }

    @Test
    void anInterruptedPlanIsKnownAsNotMade() {
        begin(P0, 0);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> store.plan(List.of(range(P0, 0, 10))))
                .isInstanceOf(OffsetStoreException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store(range(P0, 0, 10))).as("the store's own thread goes on").isEqualTo(StoreOutcome.STORED);
    }

    @Test
    void aFolderThatIsGoneIsNamedAndUsedAgainOnceItIsBack() throws IOException {
        begin(P0, 10);
        begin(P1, 10);
        byte[] whole = bytes(file(P0));
        Path away = directory.resolve("away");
        Files.move(folder(), away);
        Files.writeString(folder(), "a file");

        assertThatThrownBy(() -> store(range(P0, 10, 20))).hasMessageContaining(folder().toString());
        assertThatThrownBy(() -> load(P0)).hasMessageContaining(folder().toString());
        assertThatThrownBy(() -> store.plan(List.of(range(P0, 10, 20))))
                .isInstanceOf(OffsetStoreException.class)
                .hasMessageContaining(folder().toString());

        Files.delete(folder());
        Files.move(away, folder());
        assertThat(file(P0)).hasBinaryContent(whole);
        assertThat(store(range(P0, 10, 20))).isEqualTo(StoreOutcome.STORED);
    }

    @Test
    void aFileThatCannotBeReplacedKeepsItsContent() throws IOException {
        begin(P0, 10);
        begin(P1, 10);
        byte[] whole = bytes(file(P0));
        Path inTheWay = Files.createDirectory(file(P0).resolveSibling("orders-0.checkpoint.tmp"));

        assertThatThrownBy(() -> store(range(P0, 10, 20)))
                .hasMessageContaining("cannot be written")
                .hasMessageContaining(inTheWay.toString());
        assertThat(store(range(P1, 10, 20))).as("of another partition").isEqualTo(StoreOutcome.STORED);
        assertThat(file(P0)).hasBinaryContent(whole);
    }

    @Test
    @DisplayName("I7: a disk that hangs fails what waits for it, and what did not begin by then is left out")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a named pipe stands for the disk, and there are none")
    void aDiskThatHangs() throws Exception {
        begin(P0, 10);
        begin(P1, 10);
        store.close();
        store = open("orders", "billing-orders", Duration.ofMillis(300));
        Path pipe = file(P0).resolveSibling("orders-0.checkpoint.tmp");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThatThrownBy(() -> store.plan(List.of(range(P0, 10, 20))))
                .isInstanceOf(OffsetStoreException.class)
                .hasMessageContaining("no answer of the disk within 300 ms");
        assertThat(store.store(List.of(range(P1, 10, 20))).toCompletableFuture())
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .withMessageContaining("no answer of the disk");
        assertThatThrownBy(this::openStore).as("its folder stays locked").hasMessageContaining("is in use");

        drain(pipe);
        assertThat(store.load("orders", Set.of(P1)).toCompletableFuture())
                .succeedsWithin(PATIENCE)
                .extracting(stored -> stored.get(P1))
                .extracting(StoredOffset::offset)
                .isEqualTo(10L);
    }

    private static void drain(Path pipe) throws Exception {
        var executor = Executors.newSingleThreadExecutor();
        try {
            Future<byte[]> read = executor.submit(() -> Files.readAllBytes(pipe));
            assertThat(read.get(30, TimeUnit.SECONDS)).isNotEmpty();
        } finally {
            executor.shutdownNow();
        }
    }
}
