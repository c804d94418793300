/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.directstream.OffsetRange;
import io.directstream.listener.DirectStreamListener;
import io.directstream.listener.DirectStreams;
import io.directstream.read.RangeReads;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.TestTopics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Defined ranges, read with the settings of an application or of one of its streams. */
@SpringBootTest(
        properties = {
            "spring.kafka.listener.auto-startup=false",
            "direct-stream.streams.bytes.topics=orders",
            "direct-stream.streams.bytes.group-id=never-used",
            "direct-stream.streams.bytes.properties.isolation.level=read_committed"
        })
class RangeReadsEndToEndTests {

    private static final TestTopics TOPICS = new TestTopics(KafkaBroker.shared().bootstrapServers());

    private static final String TOPIC = TOPICS.create(2);

    private final RangeReads<String, String> reads;

    private final DirectStreams streams;

    RangeReadsEndToEndTests(@Autowired RangeReads<String, String> reads, @Autowired DirectStreams streams) {
        this.reads = reads;
        this.streams = streams;
    }

    @DynamicPropertySource
    static void connect(DynamicPropertyRegistry properties) {
        TOPICS.fill(TOPIC, 2, 18);
        properties.add(
                "spring.kafka.bootstrap-servers", () -> KafkaBroker.shared().bootstrapServers());
    }

    @AfterAll
    static void disconnect() {
        TOPICS.close();
    }

    @Test
    void theBeanReadsAsTheConsumersOfTheApplicationDo() throws Exception {
        List<Long> offsets = reads.read(OffsetRange.create(TOPIC, 0, 0, 18))
                .map(records -> records.stream().map(ConsumerRecord::offset).toList())
                .get(0);

        assertThat(offsets).hasSize(18).startsWith(0L).endsWith(17L);
    }

    @Test
    void theSettingsOfAStreamCanBeBorrowed() throws Exception {
        RangeReads<String, String> borrowed = streams.reads("bytes");

        assertThat(borrowed.read(OffsetRange.create(TOPIC, 1, 3, 9)).count()).isEqualTo(6);
        assertThat(streams.<String, String>reads("bytes"))
                .as("so that client ids stay apart")
                .isSameAs(borrowed);
    }

    @Test
    void theStreamToBorrowFromHasToExist() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> streams.reads("nobody"))
                .withMessageContaining("bytes");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {

        @DirectStreamListener("bytes")
        void each(List<ConsumerRecord<String, String>> records, OffsetRange range) {}
    }
}
