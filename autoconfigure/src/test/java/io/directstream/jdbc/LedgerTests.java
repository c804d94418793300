/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import static io.directstream.jdbc.StoreOnDatabase.position;
import static io.directstream.jdbc.StoreOnDatabase.range;
import static io.directstream.jdbc.StoreOnDatabase.store;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.directstream.StreamClock;
import io.directstream.offset.TransactionalOffsetStore;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The ledger: what it holds, what its proof finds, what its retention leaves. */
class LedgerTests {

    private static final Databases DATABASES = new Databases("ledger");

    @AfterAll
    static void stop() {
        DATABASES.close();
    }

    @ExtendWith(OutputCaptureExtension.class)
    abstract static class Contract {

        private static final String PLANT = """
                insert into direct_stream_range (stream_name, group_id, topic, partition_number, from_offset,
                until_offset, kind, records, attempt, stored_at)
                values ('orders', 'billing', 'orders', 0, ?, ?, 'RANGE', 1, 1, current_timestamp)""";

        private final TestDatabase database;

        private final JdbcClient jdbc;

        private TransactionalOffsetStore store;

        Contract(TestDatabase database) {
            this.database = database;
            this.jdbc = JdbcClient.create(database.dataSource());
            database.createTables();
        }

        @BeforeEach
        void begin() {
            jdbc.sql("delete from direct_stream_offset").update();
            jdbc.sql("delete from direct_stream_range").update();
            store = StoreOnDatabase.open(database, new LedgerPolicy.Kept(null));
            store(store, position(10));
            store(store, range(10, 20));
            store(store, range(20, 25));
        }

        @AfterEach
        void close() {
            store.close();
        }

        @Test
        @DisplayName("I1: every store is a row, and ranges that follow each other are no finding")
        void everyStoreIsARow() {
            assertThat(rows()).containsExactly("POSITION 10-10", "RANGE 10-20", "RANGE 20-25");
            assertThat(LedgerProof.of(database)).isEmpty();
        }

        @Test
        void aRefusedRangeLeavesNoRow() {
            store(store, range(21, 30));
            store(store, range(10, 20));

            assertThat(rows()).hasSize(3);
            assertThat(LedgerProof.of(database)).isEmpty();
        }

        @Test
        @DisplayName("I1: a jump is a row with both offsets, and no finding, whether back or forward")
        void jumpsAreRecorded() {
            store(store, position(5).replacing(25L));
            store(store, range(5, 8));
            store(store, position(100).replacing(8L));
            store(store, range(100, 101));

            assertThat(rows()).endsWith("JUMP 25-5", "RANGE 5-8", "JUMP 8-100", "RANGE 100-101");
            assertThat(LedgerProof.of(database)).isEmpty();
        }

        @Test
        void aLedgerThatBeginsLaterProvesWhatItHolds() {
            jdbc.sql("delete from direct_stream_range").update();

            store(store, position(3).replacing(25L));
            store(store, range(3, 5));

            assertThat(rows()).containsExactly("JUMP 25-3", "RANGE 3-5");
            assertThat(LedgerProof.of(database)).isEmpty();
        }

        @Test
        void aRowThatIsMissingIsAGap() {
            store(store, range(25, 30));
            jdbc.sql("delete from direct_stream_range where from_offset = 20").update();

            assertThat(LedgerProof.of(database)).containsExactly("GAP of orders-0: RANGE [25,30), expected from 20");
        }

        @Test
        void aRangeThatGoesBackIsAnOverlap() {
            plant(22, 30);

            assertThat(LedgerProof.of(database))
                    .containsExactly("OVERLAP of orders-0: RANGE [22,30), expected from 25");
        }

        @Test
        void aRangeThatWasStoredTwiceIsAnOverlap() {
            plant(20, 25);

            assertThat(LedgerProof.of(database))
                    .containsExactly("OVERLAP of orders-0: RANGE [20,25), expected from 25");
        }

        @Test
        void anOffsetThatSomebodyMovedIsFoundAtOnceAndLater() {
            jdbc.sql("update direct_stream_offset set until_offset = 40").update();
            assertThat(LedgerProof.of(database)).containsExactly("GAP of orders-0: STORED [40,40), expected from 25");

            store(store, range(40, 50));
            assertThat(LedgerProof.of(database)).containsExactly("GAP of orders-0: RANGE [40,50), expected from 25");
        }

        @Test
        void anOffsetThatWasDeletedAndChosenAnewIsFound() {
            jdbc.sql("delete from direct_stream_offset").update();

            store(store, position(0));

            assertThat(LedgerProof.of(database))
                    .containsExactly("OVERLAP of orders-0: POSITION [0,0), expected from 25");
        }

        @Test
        void oldRowsAreDeletedAndTheProofHoldsOverWhatIsLeft() {
            jdbc.sql("update direct_stream_range set stored_at = ? where from_offset < 20")
                    .param(Timestamp.from(Instant.now().minus(Duration.ofDays(8))))
                    .update();

            retention(Duration.ZERO).run();

            assertThat(rows()).containsExactly("RANGE 20-25");
            assertThat(LedgerProof.of(database)).isEmpty();
        }

        @Test
        void theTimeOfRowsIsThatOfTheClock() {
            retention(Duration.ofDays(6)).run();
            assertThat(rows()).hasSize(3);

            retention(Duration.ofDays(8)).run();
            assertThat(rows()).isEmpty();
            store(store, range(25, 30));
            assertThat(LedgerProof.of(database)).isEmpty();
        }

        @Test
        void anOldRowBetweenYoungOnesStays() {
            jdbc.sql("update direct_stream_range set stored_at = ? where from_offset = 20")
                    .param(Timestamp.from(Instant.now().minus(Duration.ofDays(8))))
                    .update();

            retention(Duration.ZERO).run();

            assertThat(rows()).hasSize(3);
        }

        @Test
        void moreThanOneBatchIsDeletedInSeveral() {
            List<Object[]> rows = IntStream.range(25, 1_300)
                    .mapToObj(offset -> new Object[] {offset, offset + 1})
                    .toList();
            new JdbcTemplate(database.dataSource()).batchUpdate(PLANT, rows);
            moveTo(1_300);

            retention(Duration.ofDays(8)).run();

            assertThat(rows()).isEmpty();
        }

        @Test
        void aStoreTidiesByItself() {
            store.close();
            store = StoreOnDatabase.open(database, new LedgerPolicy.Kept(Duration.ofMillis(50)));

            await().atMost(Duration.ofSeconds(30)).until(() -> rows().isEmpty());

            store(store, range(25, 30));
            assertThat(LedgerProof.of(database)).isEmpty();
        }

        @Test
        void aFailureIsSaidOnceAndTheNextRunDeletes(CapturedOutput output) {
            LedgerRetention retention = retention(Duration.ofDays(8));
            jdbc.sql("alter table direct_stream_range rename to elsewhere").update();
            try {
                retention.run();
                retention.run();
            } finally {
                jdbc.sql("alter table elsewhere rename to direct_stream_range").update();
            }

            assertThat(output.getOut().split("old rows of the ledger cannot be deleted", -1))
                    .hasSize(2);
            retention.run();
            assertThat(rows()).isEmpty();
        }

        private void plant(long from, long until) {
            jdbc.sql(PLANT).params(from, until).update();
            moveTo(until);
        }

        private void moveTo(long until) {
            jdbc.sql("update direct_stream_offset set until_offset = ?")
                    .param(until)
                    .update();
        }

        private LedgerRetention retention(Duration later) {
            JdbcTemplate template = new JdbcTemplate(database.dataSource());
            StreamRows offsets = new StreamRows(template, "direct_stream_offset", "orders", "billing");
            StreamRows ranges = new StreamRows(template, "direct_stream_range", "orders", "billing");
            return new LedgerRetention(
                    new LedgerRetention.Rows(new JdbcOffsetTable(offsets), new JdbcLedger(ranges)),
                    new TransactionTemplate(new JdbcTransactionManager(database.dataSource())),
                    Duration.ofDays(7),
                    new LaterClock(later),
                    Runnable::run);
        }

        private List<String> rows() {
            return jdbc.sql("select kind, from_offset, until_offset from direct_stream_range order by range_number")
                    .query((row, number) -> row.getString(1) + " " + row.getLong(2) + "-" + row.getLong(3))
                    .list();
        }
    }

    /** Is ahead of the machine's clock. */
    private record LaterClock(Duration later) implements StreamClock {

        @Override
        public Instant now() {
            return Instant.now().plus(later);
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    }

    @Nested
    class Postgres extends Contract {
        Postgres() {
            super(DATABASES.postgres());
        }
    }

    @Nested
    class H2 extends Contract {
        H2() {
            super(DATABASES.h2());
        }
    }
}
