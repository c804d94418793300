create table if not exists order_total (
    product         varchar(100) not null,
    kafka_partition int not null,
    orders          bigint not null,
    amount          bigint not null,
    primary key (product, kafka_partition)
);
