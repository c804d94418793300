/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the contract does not tell: plans, and the files. */
class CheckpointOffsetStoreTests extends CheckpointTest {

    private static final String GOLDEN = "/io/directstream/offset/version-1.checkpoint";

    @Test
    @DisplayName("I4: a range that was planned is told with its bounds after a restart, until it is stored")
    void aPlanOutlivesARestart() {
        begin(P0, 10);
        begin(P1, 10);
        store.plan(List.of(range(P0, 10, 20), range(P1, 10, 30)));

        reopen();

        assertThat(load(P0, P1))
                .containsEntry(P0, new StoredOffset(10, null, SHAPE, TOPIC_ID, 20L))
                .containsEntry(P1, new StoredOffset(10, null, SHAPE, TOPIC_ID, 30L));
        assertThat(store(range(P0, 10, 20))).isEqualTo(StoreOutcome.STORED);
        assertThat(load(P0)).containsEntry(P0, new StoredOffset(20, 3, SHAPE, TOPIC_ID, null));
        assertThat(plannedUntil(P1)).isEqualTo(30);
    }

    @Test
    void aPlanReplacesTheOneBefore() {
        begin(P0, 10);
        store.plan(List.of(range(P0, 10, 20)));
        store.plan(List.of(range(P0, 10, 15)));

        assertThat(plannedUntil(P0)).isEqualTo(15);
    }

    @Test
    void aPlanThatDoesNotBeginAtTheStoredOffsetIsNotKept() {
        begin(P0, 10);
        store.plan(List.of(range(P0, 10, 20)));
        store.plan(List.of(range(P0, 20, 30)));
        assertThat(plannedUntil(P0)).as("of the range that is not stored yet").isEqualTo(20);

        store(range(P0, 10, 20));
        assertThat(plannedUntil(P0)).isNull();
    }

    @Test
    void aPlanOfAPartitionWithoutOffsetOrOfNothingIsNotKept() {
        store.plan(List.of(range(P0, 10, 20)));
        assertThat(file(P0)).doesNotExist();

        begin(P0, 10);
        store.plan(List.of(range(P0, 10, 10)));
        assertThat(plannedUntil(P0)).isNull();
    }

    @Test
    void aChosenPositionEndsThePlan() {
        begin(P0, 10);
        store.plan(List.of(range(P0, 10, 20)));

        store(StorableRange.position(P0, 10, 5, TOPIC_ID, SHAPE).replacing(10L));

        assertThat(plannedUntil(P0)).isNull();
    }

    @Test
    void aPlanThatIsKeptAlreadyIsNotWrittenAgain() throws IOException {
        begin(P0, 10);
        store.plan(List.of(range(P0, 10, 20)));
        Object written = Files.getAttribute(file(P0), "unix:ino");

        store.plan(List.of(range(P0, 10, 20)));

        assertThat(Files.getAttribute(file(P0), "unix:ino")).isEqualTo(written);
    }

    @Test
    void aRangeThatDoesNotKnowItsTopicsIdKeepsTheOneThatIsKnown() {
        begin(P0, 10);

        store(StorableRange.position(P0, 40, 5, null, null).replacing(10L));

        assertThat(load(P0)).containsEntry(P0, new StoredOffset(40, null, SHAPE, TOPIC_ID, null));
    }

    @Test
    @DisplayName("a file of version 1, as it was written once, is read by every later version")
    void theFormatOfVersion1() throws IOException {
        byte[] golden = resource();
        write(file(P0), golden);

        assertThat(load(P0)).containsEntry(P0, new StoredOffset(1234, 3, SHAPE, TOPIC_ID, 1300L));
        assertThat(store(range(P0, 1234, 1300))).isEqualTo(StoreOutcome.STORED);
        assertThat(load(P0)).containsEntry(P0, new StoredOffset(1300, 3, SHAPE, TOPIC_ID, null));
    }

    @Test
    @DisplayName("a change of what is written needs a new version of the format, and another such file")
    void version1IsWrittenAsItWas() throws IOException {
        begin(P0, 1230);
        store(range(P0, 1230, 1234));
        store.plan(List.of(range(P0, 1234, 1300)));

        assertThat(file(P0)).hasBinaryContent(resource());
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders-1", "orders.eu_1", "a-", ".hidden", "ORDERS"})
    void namesOfTopicsDoNotMeet(String topic) {
        TopicPartition other = new TopicPartition(topic, 0);
        begin(P0, 10);
        begin(P1, 11);
        begin(other, 12);

        assertThat(load(P0, P1, other))
                .extractingByKeys(P0, P1, other)
                .extracting(StoredOffset::offset)
                .containsExactly(10L, 11L, 12L);
    }

    @Test
    void theLongestNamesOfTopicsHaveFilesOfTheirOwn() {
        TopicPartition one = new TopicPartition("t".repeat(248) + '1', Integer.MAX_VALUE);
        TopicPartition two = new TopicPartition("t".repeat(248) + '2', Integer.MAX_VALUE);
        begin(one, 1);
        begin(two, 2);

        assertThat(load(one))
                .extractingByKey(one)
                .extracting(StoredOffset::offset)
                .isEqualTo(1L);
        assertThat(load(two))
                .extractingByKey(two)
                .extracting(StoredOffset::offset)
                .isEqualTo(2L);
    }

    @Test
    void aGroupMayHaveAnyName() {
        store.close();
        String group = "a group\nof two lines: \\n";
        store = open("orders", group, Duration.ofSeconds(30));
        begin(P0, 10);
        store.close();
        store = open("orders", group, Duration.ofSeconds(30));

        assertThat(load(P0)).containsKey(P0);
    }

    @Test
    void nothingIsLeftInTheFolderButCheckpointsAndTheLock() throws IOException {
        begin(P0, 10);
        begin(P1, 10);
        store.plan(List.of(range(P0, 10, 20)));

        try (Stream<Path> files = Files.list(folder())) {
            assertThat(files).containsExactlyInAnyOrder(file(P0), file(P1), folder().resolve("lock"));
        }
    }

    private static byte[] resource() throws IOException {
        try (var golden = CheckpointOffsetStoreTests.class.getResourceAsStream(GOLDEN)) {
            assertThat(golden).isNotNull();
            return golden.readAllBytes();
        }
    }
}
