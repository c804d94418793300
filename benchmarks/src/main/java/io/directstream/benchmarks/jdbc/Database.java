/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.directstream.PartitionBatch;
import io.directstream.jdbc.IndependentTransactions;
import io.directstream.jdbc.JdbcOffsetStores;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The tables that are written to, and how. */
final class Database implements AutoCloseable {

    private static final String INSERT =
            "insert into output (partition_number, record_offset, payload) values (?, ?, ?)";

    private final HikariDataSource dataSource = new HikariDataSource();

    private final DataSourceTransactionManager transactions;

    private final JdbcTemplate jdbc;

    Database(String url, int connections) {
        // Or a batch of inserts would be a statement for each row.
        dataSource.setJdbcUrl(url + (url.contains("?") ? "&" : "?") + "reWriteBatchedInserts=true");
        dataSource.setMaximumPoolSize(connections);
        this.transactions = new DataSourceTransactionManager(dataSource);
        this.jdbc = new JdbcTemplate(dataSource);
    }

    /** Makes the tables, those of the store with the script that is delivered. */
    void create() {
        jdbc.execute(
                "create table output (partition_number int not null, record_offset bigint not null, payload bytea not null)");
        DatabasePopulatorUtils.execute(
                new ResourceDatabasePopulator(new ClassPathResource("io/directstream/jdbc/schema-postgresql.sql")),
                dataSource);
    }

    /** Forgets what was written, so that every lap begins alike. */
    void empty() {
        jdbc.execute("truncate output, direct_stream_offset, direct_stream_range");
    }

    /** What is written now; only for after a lap. */
    long rows() {
        Long rows = jdbc.queryForObject("select count(*) from output", Long.class);
        return rows == null ? 0 : rows;
    }

    JdbcOffsetStores stores() {
        JdbcOffsetStores.Names names = new JdbcOffsetStores.Names("direct_stream_offset", "direct_stream_range");
        return new JdbcOffsetStores(dataSource, transactions, names, new IndependentTransactions());
    }

    /** A store with the same transactions that keeps nothing in them. */
    NothingStored nothingStored() {
        return new NothingStored(transactions);
    }

    /** In whatever transaction there is. */
    void write(PartitionBatch<byte[], byte[]> batch) {
        int partition = batch.offsetRange().partition();
        List<Object[]> rows = new ArrayList<>(batch.recordCount());
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            rows.add(new Object[] {partition, record.offset(), record.value()});
        }
        jdbc.batchUpdate(INSERT, rows);
    }

    @Override
    public void close() {
        dataSource.close();
    }
}
