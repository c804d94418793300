/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@ActiveProfiles("test")
@JdbcTest
@Import(OrderTotals.class)
@Transactional(propagation = Propagation.NOT_SUPPORTED)
@DisplayName("The totals")
class OrderTotalsTests {
    @Autowired
    private OrderTotals totals;

    @Autowired
    private JdbcClient jdbc;

    @AfterEach
    void forget() {
        jdbc.sql("delete from order_total").update();
    }

    @Test
    void addUpPerProduct() {
        totals.add(0, List.of(new Order("tea", 2), new Order("milk", 1), new Order("tea", 3)));
        totals.add(0, List.of(new Order("tea", 1)));
        totals.add(7, List.of(new Order("tea", 4)));

        assertThat(totals.all()).containsExactly(new ProductTotal("milk", 1, 1), new ProductTotal("tea", 4, 10));
    }

    @Test
    void loseNothingWhenPartitionsAddTheSameProductsAtTheSameTime() {
        IntStream.range(0, 8)
                .parallel()
                .forEach(partition -> IntStream.range(0, 50)
                        .forEach(i -> totals.add(partition, List.of(new Order("tea", 1), new Order("milk", 2)))));

        assertThat(totals.all()).containsExactly(new ProductTotal("milk", 400, 800), new ProductTotal("tea", 400, 400));
    }

    @Test
    void areLeftAloneByARangeThatFails() {
        jdbc.sql("insert into order_total values ('milk', 0, 1, :most)")
                .param("most", Long.MAX_VALUE)
                .update();
        List<Order> orders = List.of(new Order("tea", 1), new Order("milk", 1), new Order("coffee", 1));

        assertThatThrownBy(() -> totals.add(0, orders)).isInstanceOf(DataAccessException.class);

        assertThat(totals.all()).containsExactly(new ProductTotal("milk", 1, Long.MAX_VALUE));
    }
}
