/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import static io.directstream.jdbc.StreamRows.OF_PARTITION;

import io.directstream.OffsetRange;
import io.directstream.offset.StorableRange;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/**
 * One row per stored range, numbered in the order of storing. The number is drawn while the offset's row is locked, so that
 * the numbers of a partition follow its offset, whoever stores.
 */
final class JdbcLedger implements Ledger {

    private final StreamRows rows;

    private final String insert;

    JdbcLedger(StreamRows rows) {
        this.rows = rows;
        this.insert = "insert into " + rows.table() + """
                 (stream_name, group_id, topic, partition_number, topic_id, from_offset, until_offset, kind,
                records, attempt, record_timestamp, stored_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, current_timestamp)""";
    }

    @Override
    public void add(List<StorableRange> ranges) {
        insert(ranges.stream()
                .map(range -> new Row(Kind.RANGE, range, range.range().fromOffset()))
                .toList());
    }

    @Override
    public void add(StorableRange position) {
        Long before = position.replaces();
        insert(List.of(
                before == null
                        ? new Row(Kind.POSITION, position, position.range().fromOffset())
                        : new Row(Kind.JUMP, position, before)));
    }

    /**
     * Deletes the oldest rows of a partition, as long as they were stored before the given time.
     *
     * @param most how many at most
     * @return how many
     */
    int deleteOldest(TopicPartition partition, Instant before, int most) {
        OffsetDateTime limit = before.atOffset(ZoneOffset.UTC);
        List<Numbered> oldest = rows.sql(
                        "select range_number, case when stored_at < :before then 1 else 0 end as is_old from "
                                + rows.table() + OF_PARTITION + " order by range_number limit " + most)
                .params(StreamRows.key(partition))
                .param("before", limit)
                .query((row, number) -> new Numbered(row.getLong("range_number"), row.getInt("is_old") == 1))
                .list();
        List<Numbered> old = oldest.stream().takeWhile(Numbered::isOld).toList();
        if (old.isEmpty()) {
            return 0;
        }
        return rows.sql("delete from " + rows.table() + OF_PARTITION + " and range_number <= :last")
                .params(StreamRows.key(partition))
                .param("last", old.get(old.size() - 1).number())
                .update();
    }

    private void insert(List<Row> added) {
        rows.template().batchUpdate(insert, added, added.size(), this::set);
    }

    private void set(PreparedStatement statement, Row row) throws SQLException {
        StorableRange stored = row.stored();
        OffsetRange range = stored.range();
        Uuid topicId = stored.topicId();
        statement.setString(1, rows.stream());
        statement.setString(2, rows.group());
        statement.setString(3, range.topic());
        statement.setInt(4, range.partition());
        statement.setString(5, topicId == null ? null : topicId.toString());
        statement.setLong(6, row.from());
        statement.setLong(7, range.untilOffset());
        statement.setString(8, row.kind().name());
        statement.setInt(9, stored.records());
        statement.setInt(10, stored.attempt());
        statement.setObject(11, stored.recordTimestamp(), Types.BIGINT);
    }

    /** How the table names what happened. */
    private enum Kind {
        RANGE,
        POSITION,
        JUMP
    }

    private record Row(Kind kind, StorableRange stored, long from) {}

    private record Numbered(long number, boolean isOld) {}
}
