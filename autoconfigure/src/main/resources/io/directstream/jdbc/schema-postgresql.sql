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

create table if not exists direct_stream_range (
    range_number bigint generated always as identity,
    stream_name varchar(63) not null,
    group_id varchar(255) not null,
    topic varchar(249) not null,
    partition_number integer not null,
    topic_id varchar(22),
    from_offset bigint not null,
    until_offset bigint not null,
    kind varchar(8) not null,
    records integer not null,
    attempt integer not null,
    record_timestamp bigint,
    stored_at timestamp with time zone not null,
    primary key (stream_name, group_id, topic, partition_number, range_number)
);
