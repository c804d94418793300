/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever happens to a file: what was stored is read, or the file is refused by its name and left as it is. */
class DamagedCheckpointTests extends CheckpointTest {

    private byte[] whole;

    @BeforeEach
    void storeSomething() {
        begin(P0, 10);
        store(range(P0, 10, 20));
        store.plan(List.of(range(P0, 20, 30)));
        begin(P1, 50);
        whole = bytes(file(P0));
    }

    @Test
    void aFileThatIsCutAnywhereIsRefused() {
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length)).hasMessageContaining("truncated");
        }
    }

    @Test
    void aFileWithAnyBitChangedIsRefused() {
        CheckpointFormat format = new CheckpointFormat("orders", "billing-orders");
        for (int i = 0; i < whole.length; i++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] edited = whole.clone();
                edited[i] ^= (byte) (1 << bit);
                assertThatThrownBy(() -> format.parse(P0, edited))
                        .as(() -> new String(edited, StandardCharsets.UTF_8))
                        .isInstanceOf(RefusedCheckpointException.class);
            }
        }
    }

    @Test
    void aFileWithALineMoreOrLessIsRefused() {
        List<String> lines = new String(whole, StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            List<String> without = new ArrayList<>(lines);
            without.remove(i);
            assertRefused(text(without));
            List<String> twice = new ArrayList<>(lines);
            twice.add(i, lines.get(i));
            assertRefused(text(twice));
        }
        assertRefused("offset = 20\n".getBytes(StandardCharsets.UTF_8)).hasMessageContaining("never was a checkpoint");
    }

    @Test
    @DisplayName("I1: what is refused is neither planned, stored nor chosen over, and goes on once it is whole again")
    void aRefusedFileIsNeverOverwritten() {
        byte[] damaged = Arrays.copyOf(whole, 40);
        write(file(P0), damaged);

        assertThatThrownBy(() -> store(range(P0, 20, 30))).hasMessageContaining(file(P0).toString());
        assertThatThrownBy(() -> begin(P0, 0)).hasMessageContaining(file(P0).toString());
        assertThatThrownBy(() -> store.plan(List.of(range(P0, 20, 30))))
                .isInstanceOf(OffsetStoreException.class)
                .hasMessageContaining(file(P0).toString());
        assertThat(file(P0)).hasBinaryContent(damaged);

        write(file(P0), whole);
        assertThat(store(range(P0, 20, 30))).isEqualTo(StoreOutcome.STORED);
    }

    @Test
    void otherPartitionsGoOnBesideARefusedFile() {
        write(file(P0), new byte[0]);

        assertThat(load(P1)).containsKey(P1);
        assertThat(store(range(P1, 50, 60))).isEqualTo(StoreOutcome.STORED);
        assertThatThrownBy(() -> load(P0, P1)).hasMessageContaining(file(P0).toString());
    }

    @Test
    void aFileOfANewerFormatIsRefusedWithTheVersionToRun() {
        byte[] newer = new String(whole, StandardCharsets.UTF_8)
                .replace("checkpoint 1", "checkpoint 2")
                .getBytes(StandardCharsets.UTF_8);

        assertRefused(newer).hasMessageContaining("format version 2").hasMessageContaining("none newer than 1");
    }

    @Test
    void theFileOfAnotherPartitionIsRefused() {
        assertRefused(bytes(file(P1)))
                .hasMessageContaining("partition=1")
                .hasMessageContaining("partition=0")
                .hasMessageContaining("offsets.checkpoint.directory");
    }

    @Test
    void theFilesOfAnotherGroupAreRefused() {
        store.close();
        store = open("orders", "shipping-orders", Duration.ofSeconds(30));

        assertThatThrownBy(() -> load(P0))
                .hasMessageContaining("group=billing-orders")
                .hasMessageContaining("group=shipping-orders");
    }

    @Test
    void theFilesOfAnotherStreamAreRefused() {
        try (CheckpointOffsetStore other = open("returns", "billing-orders", Duration.ofSeconds(30))) {
            write(directory.resolve("returns").resolve("orders-0.checkpoint"), whole);

            assertThat(other.load("returns", Set.of(P0)).toCompletableFuture())
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableThat()
                    .withMessageContaining("stream=orders");
        }
    }

    @Test
    @DisplayName("a crash at any point of a write leaves the checkpoint of before or the one of after")
    void aWriteThatStoppedHalfWayIsNoWrite() {
        TopicPartition partition = P0;
        byte[] before = whole;
        store(range(partition, 20, 30));
        byte[] after = bytes(file(partition));
        var temporary = file(partition).resolveSibling(file(partition).getFileName() + ".tmp");
        for (int written = 0; written <= after.length; written += after.length / 25) {
            write(file(partition), before);
            write(temporary, Arrays.copyOf(after, written));
            reopen();

            assertThat(load(partition)).containsEntry(partition, new StoredOffset(20, 3, SHAPE, TOPIC_ID, 30L));
            assertThat(store(range(partition, 20, 30))).isEqualTo(StoreOutcome.STORED);
            assertThat(file(partition)).hasBinaryContent(after);
            assertThat(temporary).doesNotExist();
        }
        reopen();
        assertThat(load(partition)).containsEntry(partition, new StoredOffset(30, 3, SHAPE, TOPIC_ID, null));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(byte[] content) {
        write(file(P0), content);
        return assertThatThrownBy(() -> load(P0))
                .as(() -> new String(content, StandardCharsets.UTF_8))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(OffsetStoreException.class)
                .hasMessageContaining("checkpoint " + file(P0));
    }

    private static byte[] text(List<String> lines) {
        return (String.join("\n", lines) + '\n').getBytes(StandardCharsets.UTF_8);
    }
}
