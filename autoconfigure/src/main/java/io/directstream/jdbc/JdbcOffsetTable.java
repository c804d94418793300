/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import static io.directstream.jdbc.StreamRows.OF_PARTITION;
import static io.directstream.jdbc.StreamRows.OF_STREAM;

import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import io.directstream.offset.TopicShape;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is stored of a stream: one row per partition. Statements run in whatever transaction there is. */
final class JdbcOffsetTable {

    private static final String VALUES = """
            set until_offset = :until, leader_epoch = :leaderEpoch, record_timestamp = :recordTimestamp,
            topic_id = coalesce(:topicId, topic_id), topic_partitions = coalesce(:partitions, topic_partitions),
            matching_topics = coalesce(:matching, matching_topics), updated_at = current_timestamp""";

    private final StreamRows rows;

    private final String table;

    JdbcOffsetTable(StreamRows rows) {
        this.rows = rows;
        this.table = rows.table();
    }

    /** All partitions of which something is stored. */
    Map<TopicPartition, StoredOffset> all() {
        Map<TopicPartition, StoredOffset> stored = new HashMap<>();
        rows.sql(
                        "select topic, partition_number, topic_id, until_offset, leader_epoch, topic_partitions, matching_topics from "
                                + table + OF_STREAM)
                .query(row -> {
                    stored.put(
                            new TopicPartition(row.getString("topic"), row.getInt("partition_number")),
                            new StoredOffset(
                                    row.getLong("until_offset"),
                                    integer(row, "leader_epoch"),
                                    shape(row),
                                    topicId(row),
                                    null));
                });
        return stored;
    }

    /** Stores a range if it begins where the stored one ended, and its topic is still the same. */
    StoreOutcome advance(StorableRange range) {
        int changed = with(
                        range,
                        "update " + table + " " + VALUES + OF_PARTITION
                                + " and until_offset = :from and (topic_id is null or :topicId is null or topic_id = :topicId)")
                .param("from", range.range().fromOffset())
                .update();
        return changed == 1 ? StoreOutcome.STORED : reasonAgainst(range);
    }

    /** Somebody may have moved the offset to just where the range begins, a moment too late for it. */
    private StoreOutcome reasonAgainst(StorableRange range) {
        StoreOutcome now = range.outcomeAfter(lock(range.topicPartition()).orElse(null));
        return now == StoreOutcome.STORED ? StoreOutcome.OVERLAP : now;
    }

    /**
     * Stores a position, if what it replaces is what is stored.
     *
     * @throws DuplicateKeyException if another instance chose the first position of the partition at the same time
     */
    StoreOutcome put(StorableRange position) {
        StoredOffset before = lock(position.topicPartition()).orElse(null);
        StoreOutcome outcome = position.outcomeAfter(before);
        if (outcome == StoreOutcome.STORED && before == null) {
            insert(position);
        } else if (outcome == StoreOutcome.STORED) {
            with(position, "update " + table + " " + VALUES + OF_PARTITION).update();
        }
        return outcome;
    }

    private void insert(StorableRange position) {
        with(position, "insert into " + table + """
                                 (stream_name, group_id, topic, partition_number, topic_id, until_offset, leader_epoch,
                                record_timestamp, topic_partitions, matching_topics, updated_at)
                                values (:stream, :group, :topic, :partition, :topicId, :until, :leaderEpoch,
                                :recordTimestamp, :partitions, :matching, current_timestamp)""").update();
    }

    /** What is stored now, not when the transaction began; nobody else changes it until the transaction ends. */
    private Optional<StoredOffset> lock(TopicPartition partition) {
        return rows.sql("select until_offset, topic_id from " + table + OF_PARTITION + " for update")
                .params(StreamRows.key(partition))
                .query((row, number) -> new StoredOffset(row.getLong("until_offset"), null, null, topicId(row), null))
                .optional();
    }

    private JdbcClient.StatementSpec with(StorableRange range, String sql) {
        TopicShape shape = range.shape();
        return rows.sql(sql)
                .params(StreamRows.key(range.topicPartition()))
                .param("until", range.range().untilOffset())
                .param("leaderEpoch", range.leaderEpoch(), Types.INTEGER)
                .param("recordTimestamp", range.recordTimestamp(), Types.BIGINT)
                .param(
                        "topicId",
                        range.topicId() == null ? null : range.topicId().toString(),
                        Types.VARCHAR)
                .param("partitions", shape == null ? null : (Integer) shape.partitions(), Types.INTEGER)
                .param("matching", shape == null ? null : shape.matching(), Types.VARCHAR);
    }

    private static @Nullable TopicShape shape(ResultSet row) throws SQLException {
        Integer partitions = integer(row, "topic_partitions");
        return partitions == null ? null : new TopicShape(partitions, row.getString("matching_topics"));
    }

    private static @Nullable Uuid topicId(ResultSet row) throws SQLException {
        String id = row.getString("topic_id");
        return id == null ? null : Uuid.fromString(id);
    }

    private static @Nullable Integer integer(ResultSet row, String column) throws SQLException {
        int value = row.getInt(column);
        return row.wasNull() ? null : (Integer) value;
    }
}
