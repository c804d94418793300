/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The totals in the database: a row per product and partition. Two partitions never write the same row, so they neither
 * wait for each other nor get in each other's way; who asks for totals gets the sums.
 */
@Repository
class OrderTotals {
    private static final String ADD = """
            merge into order_total t
            using (select cast(:product as varchar(100)) product, cast(:partition as int) kafka_partition) s
            on t.product = s.product and t.kafka_partition = s.kafka_partition
            when matched then update set orders = orders + :orders, amount = amount + :amount
            when not matched then insert (product, kafka_partition, orders, amount)
                values (:product, :partition, :orders, :amount)
            """;
    private static final String ALL = """
            select product, sum(orders) orders, sum(amount) amount from order_total group by product order by product
            """;

    private final JdbcClient jdbc;

    OrderTotals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<ProductTotal> all() {
        return jdbc.sql(ALL).query(ProductTotal.class).list();
    }

    /** Adds all of the orders or none. */
    @Transactional
    void add(int partition, List<Order> orders) {
        Map<String, ProductTotal> sums = new HashMap<>();
        orders.forEach(order -> sums.merge(order.product(), ProductTotal.of(order), ProductTotal::plus));
        sums.values()
                .forEach(sum -> jdbc.sql(ADD)
                        .param("partition", partition)
                        .param("product", sum.product())
                        .param("orders", sum.orders())
                        .param("amount", sum.amount())
                        .update());
    }
}
