/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Places in the transaction of a range at which it stands still while the gate of its partition is closed. The application does
 * not know: triggers wait for a lock that the test holds.
 */
final class DatabaseGates {
    private static final String TRIGGERS = """
            create function gate() returns trigger language plpgsql as $$
            begin
                perform pg_advisory_xact_lock_shared(tg_argv[0]::int, (to_jsonb(new) ->> tg_argv[1])::int);
                return new;
            end $$;
            create trigger output before insert or update on order_total
                for each row execute function gate(0, 'kafka_partition');
            create trigger stored before update on direct_stream_offset
                for each row execute function gate(1, 'partition_number');
            create constraint trigger committed after update on direct_stream_offset
                deferrable initially deferred for each row execute function gate(2, 'partition_number');
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final DatabaseProcess database;

    /** Puts up the gates, open, in a database whose tables are there. */
    DatabaseGates(DatabaseProcess database) {
        this.database = database;
        database.client().sql(TRIGGERS).update();
    }

    /** Closes a gate; the next transaction of a range of that partition stands there. */
    ClosedGate close(Gate gate, int partition) {
        return new ClosedGate(gate, partition);
    }

    /** Whether the replica works and has no transaction just now. */
    boolean isBetweenTransactions(String replica) {
        return database.client().sql("""
                        select coalesce(max(state_change) > now() - interval '2 seconds' and count(xact_start) = 0, false)
                        from pg_stat_activity where application_name = ?""").param(replica).query(Boolean.class).single();
    }

    /** Waits until somebody waits for what this transaction has written. */
    void awaitSomebodyBehind(Standing standing) {
        await().atMost(PATIENCE)
                .until(() -> database.client()
                        .sql("select exists (select from pg_stat_activity where ? = any(pg_blocking_pids(pid)))")
                        .param(standing.backend())
                        .query(Boolean.class)
                        .single());
    }

    /** Ends all connections of this replica; what was not committed is rolled back. */
    void cut(Standing standing) {
        database.client()
                .sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?")
                .param(standing.replica())
                .query(Boolean.class)
                .list();
        awaitEnd(standing);
    }

    /** Waits until the connection of this transaction has ended. */
    void awaitEnd(Standing standing) {
        await().atMost(PATIENCE)
                .until(() -> database.client()
                        .sql("select not exists (select from pg_stat_activity where pid = ?)")
                        .param(standing.backend())
                        .query(Boolean.class)
                        .single());
    }

    /** Numbered as the triggers are. */
    enum Gate {
        /** Before the listener's first row. */
        OUTPUT,
        /** When the listener has returned and the offset is about to move. */
        OFFSET,
        /** In the commit. */
        COMMIT
    }

    /**
     * A transaction that stands at a gate.
     *
     * @param replica whose it is
     * @param backend the number of its connection
     */
    record Standing(String replica, int backend) {}

    /** Holds the lock that the triggers of one gate wait for. */
    final class ClosedGate implements AutoCloseable {
        private final Gate gate;
        private final int partition;
        private final SingleConnectionDataSource connection =
                new SingleConnectionDataSource(database.url("gate"), true);

        private ClosedGate(Gate gate, int partition) {
            this.gate = gate;
            this.partition = partition;
            JdbcClient.create(connection)
                    .sql("select 1 from pg_advisory_lock(?, ?)")
                    .params(gate.ordinal(), partition)
                    .query(Integer.class)
                    .single();
        }

        Standing awaitStanding() {
            return await().atMost(PATIENCE).until(this::standing, standing -> standing != null);
        }

        private Standing standing() {
            return database
                    .client()
                    .sql("""
                            select application_name, pid from pg_locks join pg_stat_activity using (pid)
                            where locktype = 'advisory' and not granted and classid = ?::oid and objid = ?::oid""")
                    .params(gate.ordinal(), partition)
                    .query((row, number) -> new Standing(row.getString(1), row.getInt(2)))
                    .stream()
                    .findFirst()
                    .orElse(null);
        }

        /** Opens it. */
        @Override
        public void close() {
            connection.destroy();
        }
    }
}
