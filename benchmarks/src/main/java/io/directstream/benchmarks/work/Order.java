/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.work;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the values of the JSON scenario hold.
 *
 * @param id the order's number
 * @param customer who ordered
 * @param currency the money's name
 * @param cents the sum
 * @param paid whether it is paid
 * @param lines what was ordered
 */
public record Order(long id, String customer, String currency, long cents, boolean paid, List<Line> lines) {

    private static final ObjectReader READER = new ObjectMapper().readerFor(Order.class);

    /** An order that depends on its number only. */
    public static Order numbered(int number) {
        return new Order(
                number,
                "customer-" + number % 10_000,
                number % 3 == 0 ? "EUR" : "USD",
                100L + number % 90_000,
                number % 2 == 0,
                List.of(new Line("article-" + number % 500, 1 + number % 7), new Line("article-" + number % 77, 1)));
    }

    static Order read(byte[] json) {
        try {
            return READER.readValue(json);
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** As JSON. Written by hand, because filling a topic is not what is measured. */
    public byte[] toJson() {
        StringBuilder json = new StringBuilder(200);
        json.append("{\"id\":").append(id);
        json.append(",\"customer\":\"").append(customer);
        json.append("\",\"currency\":\"").append(currency);
        json.append("\",\"cents\":").append(cents);
        json.append(",\"paid\":").append(paid);
        json.append(",\"lines\":[");
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            json.append(i == 0 ? "" : ",").append("{\"article\":\"").append(line.article());
            json.append("\",\"quantity\":").append(line.quantity()).append('}');
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * One line of an order.
     *
     * @param article what
     * @param quantity how many
     */
    public record Line(String article, int quantity) {}
}
