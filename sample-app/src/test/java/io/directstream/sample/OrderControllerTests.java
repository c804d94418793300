/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.HttpStatus;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@ActiveProfiles("test")
@WebMvcTest(OrderController.class)
@DisplayName("Over HTTP")
class OrderControllerTests {
    @MockitoBean
    private KafkaTemplate<String, Order> kafka;

    @MockitoBean
    private OrderTotals totals;

    @Autowired
    private MockMvcTester mvc;

    @Test
    void totalsAreRead() {
        given(totals.all()).willReturn(List.of(new ProductTotal("tea", 2, 5)));

        assertThat(mvc.get().uri("/totals"))
                .hasStatusOk()
                .bodyJson()
                .isStrictlyEqualTo("[{\"product\":\"tea\",\"orders\":2,\"amount\":5}]");
    }

    @Test
    void anOrderIsSentAndTheAnswerSaysWhere() {
        Order order = new Order("tea", 2);
        given(kafka.send("orders", "tea", order))
                .willReturn(CompletableFuture.completedFuture(new SendResult<>(
                        new ProducerRecord<>("orders", "tea", order),
                        new RecordMetadata(new TopicPartition("orders", 3), 41, 1, 0, 0, 0))));

        assertThat(post("{\"product\":\"tea\",\"amount\":2}"))
                .hasStatus(HttpStatus.ACCEPTED)
                .bodyJson()
                .isStrictlyEqualTo("{\"topic\":\"orders\",\"partition\":3,\"offset\":42}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"amount":2}                   | product is missing or blank
                    {"product":" ","amount":2}     | product is missing or blank
                    {"product":"tea"}              | amount is 0, it must be at least 1
                    {"product":"tea","amount":-1}  | amount is -1, it must be at least 1
                    {"product":"tea","amount":2.5} | 2.5
                    {"product":"tea","amount":"x"} | "x"
                    null                           | it is null
                    tea                            | 'tea'
                    """)
    void whatIsNotAnOrderIsRefusedWithTheReason(String body, String reason) {
        assertThat(post(body))
                .hasStatus(HttpStatus.BAD_REQUEST)
                .bodyJson()
                .extractingPath("detail")
                .asString()
                .startsWith("This is not an order: ")
                .contains(reason)
                .endsWith("Send one like {\"product\":\"tea\",\"amount\":2}");
        then(kafka).shouldHaveNoInteractions();
    }

    @Test
    void anOrderThatKafkaDoesNotTakeIsNotAccepted() {
        given(kafka.send(any(), any(), any()))
                .willReturn(CompletableFuture.failedFuture(new KafkaException("no broker there")));

        assertThat(post("{\"product\":\"tea\",\"amount\":2}"))
                .hasStatus(HttpStatus.SERVICE_UNAVAILABLE)
                .bodyJson()
                .extractingPath("detail")
                .isEqualTo("Kafka did not take the order: no broker there");
    }

    private MvcTestResult post(String body) {
        return mvc.post().uri("/orders").content(body).exchange();
    }
}
