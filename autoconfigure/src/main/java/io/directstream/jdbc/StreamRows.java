/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of one stream in a table. Statements run in whatever transaction there is.
 *
 * @param template its statements have a timeout
 * @param table the table's name, perhaps with that of its schema
 * @param stream the stream's name
 * @param group its consumer group
 */
record StreamRows(JdbcTemplate template, String table, String stream, String group) {

    /** Rows of the stream; takes the parameters of {@link #sql}. */
    static final String OF_STREAM = " where stream_name = :stream and group_id = :group";

    /** Rows of one of its partitions; takes those of {@link #key} besides. */
    static final String OF_PARTITION = OF_STREAM + " and topic = :topic and partition_number = :partition";

    /** A statement that has the parameters stream and group. */
    JdbcClient.StatementSpec sql(String sql) {
        return JdbcClient.create(template).sql(sql).param("stream", stream).param("group", group);
    }

    /** The parameters topic and partition. */
    static Map<String, ?> key(TopicPartition partition) {
        return Map.of("topic", partition.topic(), "partition", partition.partition());
    }
}
