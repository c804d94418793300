/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample;

import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Orders in, totals out. */
@RestController
class OrderController {
    private final KafkaTemplate<String, Order> kafka;
    private final OrderTotals totals;
    private final JsonMapper json;

    OrderController(KafkaTemplate<String, Order> kafka, OrderTotals totals, JsonMapper json) {
        this.kafka = kafka;
        this.totals = totals;
        this.json = json;
    }

    @GetMapping("/totals")
    List<ProductTotal> totals() {
        return totals.all();
    }

    /** Reads the body itself, whatever its content type: curl's -d calls everything a form. */
    @PostMapping("/orders")
    @ResponseStatus(HttpStatus.ACCEPTED)
    CompletableFuture<Accepted> order(InputStream body) {
        Order order = json.readValue(body, Order.class);
        Assert.notNull(order, "it is null");
        return kafka.send(SampleApplication.ORDERS, order.product(), order).thenApply(Accepted::of);
    }

    @ExceptionHandler({JacksonException.class, IllegalArgumentException.class})
    ProblemDetail notAnOrder(Exception problem) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(problem);
        String reason = cause instanceof JacksonException syntax ? syntax.getOriginalMessage() : cause.getMessage();
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST,
                "This is not an order: " + reason + ". Send one like {\"product\":\"tea\",\"amount\":2}");
    }

    @ExceptionHandler
    ProblemDetail notSent(KafkaException problem) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(problem);
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.SERVICE_UNAVAILABLE, "Kafka did not take the order: " + cause.getMessage());
    }

    /** Where the order went. */
    record Accepted(String topic, int partition, long offset) {
        static Accepted of(SendResult<String, Order> result) {
            RecordMetadata metadata = result.getRecordMetadata();
            return new Accepted(metadata.topic(), metadata.partition(), metadata.offset());
        }
    }
}
