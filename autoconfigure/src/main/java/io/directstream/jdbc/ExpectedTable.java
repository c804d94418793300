/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * A table as this version needs it.
 *
 * @param name its name, perhaps with that of its schema
 * @param columns what its columns hold
 */
record ExpectedTable(String name, Map<String, Content> columns) {

    private static final Content TEXT =
            new Content("text", Set.of(Types.VARCHAR, Types.CHAR, Types.NVARCHAR, Types.NCHAR, Types.LONGVARCHAR));

    private static final Content NUMBER =
            new Content("number", Set.of(Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL));

    private static final Content LONG_NUMBER =
            new Content("number of 64 bits", Set.of(Types.BIGINT, Types.NUMERIC, Types.DECIMAL));

    private static final Content TIME =
            new Content("timestamp", Set.of(Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE));

    private static final Map<String, Content> OF_OFFSETS = Map.ofEntries(
            Map.entry("stream_name", TEXT),
            Map.entry("group_id", TEXT),
            Map.entry("topic", TEXT),
            Map.entry("partition_number", NUMBER),
            Map.entry("topic_id", TEXT),
            Map.entry("until_offset", LONG_NUMBER),
            Map.entry("leader_epoch", NUMBER),
            Map.entry("record_timestamp", LONG_NUMBER),
            Map.entry("topic_partitions", NUMBER),
            Map.entry("matching_topics", TEXT),
            Map.entry("updated_at", TIME));

    private static final Map<String, Content> OF_RANGES = Map.ofEntries(
            Map.entry("range_number", LONG_NUMBER),
            Map.entry("stream_name", TEXT),
            Map.entry("group_id", TEXT),
            Map.entry("topic", TEXT),
            Map.entry("partition_number", NUMBER),
            Map.entry("topic_id", TEXT),
            Map.entry("from_offset", LONG_NUMBER),
            Map.entry("until_offset", LONG_NUMBER),
            Map.entry("kind", TEXT),
            Map.entry("records", NUMBER),
            Map.entry("attempt", NUMBER),
            Map.entry("record_timestamp", LONG_NUMBER),
            Map.entry("stored_at", TIME));

    static ExpectedTable ofOffsets(String name) {
        return new ExpectedTable(name, OF_OFFSETS);
    }

    static ExpectedTable ofRanges(String name) {
        return new ExpectedTable(name, OF_RANGES);
    }

    /** What is wrong with the table in the database, column by column; nothing if it is as expected. */
    List<String> differences(JdbcTemplate template) {
        Map<String, Integer> found = Objects.requireNonNull(
                template.query("select * from " + name + " where 1 = 0", (ResultSetExtractor<Map<String, Integer>>)
                        row -> columns(row.getMetaData())));
        List<String> differences = new ArrayList<>();
        new TreeMap<>(columns).forEach((column, holds) -> {
            Integer type = found.get(column);
            if (type == null) {
                differences.add(column + " is missing");
            } else if (!holds.types().contains(type)) {
                differences.add(column + " holds no " + holds.words());
            }
        });
        return differences;
    }

    private static Map<String, Integer> columns(ResultSetMetaData table) throws SQLException {
        Map<String, Integer> types = new HashMap<>();
        for (int column = 1; column <= table.getColumnCount(); column++) {
            types.put(table.getColumnName(column).toLowerCase(Locale.ROOT), table.getColumnType(column));
        }
        return types;
    }

    /**
     * What a column holds.
     *
     * @param words how people call it
     * @param types by which databases do
     */
    record Content(String words, Set<Integer> types) {}
}
