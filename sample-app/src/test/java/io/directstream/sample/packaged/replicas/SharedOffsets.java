/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import java.util.List;

/**
 * Has a second consumer group keep its offsets in the rows of a first one. Kafka gives each group all partitions and knows
 * nothing of the other, so that each partition has two owners for as long as both work, and neither will ever hear of it.
 */
final class SharedOffsets {
    private static final String VIEW = """
            create schema shared;
            do $$ begin
                execute (
                    select format('create view shared.direct_stream_offset as select %s from public.direct_stream_offset',
                        string_agg(case column_name when 'group_id' then '''SECOND''::varchar as group_id'
                            else column_name end, ', ' order by ordinal_position))
                    from information_schema.columns
                    where table_schema = 'public' and table_name = 'direct_stream_offset');
            end $$;
            create function of_first() returns trigger language plpgsql as $$
            begin
                new.group_id := 'FIRST';
                return new;
            end $$;
            create trigger of_first before insert on direct_stream_range for each row execute function of_first();
            """;

    private SharedOffsets() {}

    /** Prepares a database whose tables are there. */
    static void prepare(DatabaseProcess database, String first, String second) {
        database.client()
                .sql(VIEW.replace("FIRST", first).replace("SECOND", second))
                .update();
    }

    /** What a replica of the second group is told about its database. */
    static List<String> settings(DatabaseProcess database, String replica) {
        return List.of(
                "--spring.datasource.url=" + database.url(replica) + "&currentSchema=shared,public",
                "--spring.sql.init.mode=never",
                "--direct-stream.jdbc.initialize-schema=never");
    }
}
