create table if not exists direct_stream_offset (
    stream_name varchar(63) not null,
    group_id varchar(255) not null,
    topic varchar(249) not null,
    partition_number integer not null,
    topic_id varchar(22),
    until_offset bigint not null,
    leader_epoch integer,
    record_timestamp bigint,
    topic_partitions integer,
    matching_topics varchar(8),
    updated_at timestamp with time zone not null,
    primary key (stream_name, group_id, topic, partition_number)
);
