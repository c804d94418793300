/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.directstream.listener.DirectStreamListener;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;

/** What a user reads when the application does not start. */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalysisTests {

    @Test
    void anUnknownKeyIsPrintedWithTheNearestOne(CapturedOutput output) {
        start("--direct-stream.streams.orders.batch.max-record=5", "--direct-stream.stream.orders.topics=orders");

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("Unknown key 'direct-stream.streams.orders.batch.max-record'")
                .contains("Did you mean 'direct-stream.streams.orders.batch.max-records'?")
                .contains("Did you mean 'direct-stream.streams'?");
    }

    @Test
    void anUnknownKeyInAListIsPrintedWithTheNearestOne(CapturedOutput output) {
        start("--direct-stream.streams.orders.startingOffsets[0].partition=0");

        assertThat(output).contains("Did you mean 'direct-stream.streams.orders.starting-offsets[0].partitions'?");
    }

    @Test
    void aKeyOfSparkIsPrintedWithItsTwin(CapturedOutput output) {
        start(
                "--direct-stream.streams.orders.spark.streaming.kafka.consumer.poll.ms=512",
                "--direct-stream.consumer.cache.maxCapacity=128");

        assertThat(output)
                .contains("Unknown key 'direct-stream.streams.orders.spark.streaming.kafka.consumer.poll.ms'")
                .contains("is a key of Spark: use 'direct-stream.streams.orders.read-timeout'.")
                .contains("is a key of Spark: use 'direct-stream.consumer-cache.max-capacity'.");
    }

    @Test
    void noConsumerStrategyIsPrintedWithTheKeysThereAre(CapturedOutput output) {
        start("--direct-stream.streams.orders.concurrency=2");

        assertThat(output)
                .contains("Description:", "Stream 'orders' has no consumer strategy")
                .contains(
                        "Action:", "Set exactly one of topics, topic-pattern, topic-partitions and consumer-strategy");
    }

    @Test
    void severalConsumerStrategiesArePrintedByName(CapturedOutput output) {
        start("--direct-stream.streams.orders.topics=orders", "--direct-stream.streams.orders.topic-pattern=o.*");

        assertThat(output)
                .contains("'direct-stream.streams.orders.topics', 'direct-stream.streams.orders.topic-pattern'")
                .contains("Keep exactly one of");
    }

    @Test
    void aMalformedPartitionListIsPrintedWithTheWayToWriteIt(CapturedOutput output) {
        start(
                "--direct-stream.streams.orders.topic-partitions[0].topic=orders",
                "--direct-stream.streams.orders.topic-partitions[0].partitions=0..3");

        assertThat(output)
                .contains(
                        "Invalid value '0..3' for configuration property 'direct-stream.streams.orders.topic-partitions[0].partitions'")
                .contains("'0..3' is neither a partition nor a range of them; write [0-3, 7]");
    }

    @Test
    void aMalformedListWrittenAsAListIsPrintedToo(CapturedOutput output) {
        start(
                "--direct-stream.streams.orders.topic-partitions[0].topic=orders",
                "--direct-stream.streams.orders.topic-partitions[0].partitions[0]=3-1");

        assertThat(output)
                .contains("Invalid value '[3-1]' for configuration property"
                        + " 'direct-stream.streams.orders.topic-partitions[0].partitions'")
                .contains("'3-1' is reversed; write 1-3")
                .contains("DIRECTSTREAM_STREAMS_ORDERS_TOPICPARTITIONS_0_PARTITIONS");
    }

    @Test
    void aKeyThatIsMissingIsPrinted(CapturedOutput output) {
        start(
                "--direct-stream.streams.orders.topics=orders",
                "--direct-stream.streams.orders.starting-offsets[0].partitions=0");

        assertThat(output)
                .contains("Configuration property 'direct-stream.streams.orders.starting-offsets[0].topic' is needed.")
                .contains("it is missing; name one of the topics [orders]");
    }

    @Test
    void aGroupThatCannotBeMadeIsPrinted(CapturedOutput output) {
        start("--direct-stream.streams.orders.topics=orders");

        assertThat(output)
                .contains("Configuration property 'direct-stream.streams.orders.group-id' is needed.")
                .contains("spring.application.name, of which it would be made, is missing too; set one of them");
    }

    @Test
    void oneGroupForTwoStreamsIsPrintedEvenIfItIsADefault(CapturedOutput output) {
        run(
                TwoStreams.class,
                "--spring.application.name=shop",
                "--direct-stream.streams.orders.topics=orders",
                "--direct-stream.streams.returns.topics=returns",
                "--direct-stream.streams.returns.group-id=shop-orders");

        assertThat(output)
                .contains("APPLICATION FAILED TO START", "Invalid value 'shop-orders'")
                .contains("has this group already, and offsets are kept per group; give each stream its own");
    }

    @Test
    void anUnknownBeanIsPrintedWithTheBeansThereAre(CapturedOutput output) {
        start("--direct-stream.streams.orders.consumer-strategy=mine");

        assertThat(output)
                .contains("Invalid value 'mine'", "there is no bean of this name")
                .contains("declare a bean 'mine' that extends ConsumerStrategy");
    }

    @Test
    void aListenerThatCannotBeCalledIsPrintedWithTheWayOut(CapturedOutput output) {
        run(OneByOne.class, "--direct-stream.streams.orders.topics=orders", "--spring.application.name=shop");

        assertThat(output)
                .contains("OneByOne.each", "cannot be the listener of a stream", "java.lang.String")
                .contains("Take a List of them: a stream delivers batches.");
    }

    @Test
    void anOwnedKafkaPropertyIsPrintedWithTheKeyToUse(CapturedOutput output) {
        start(
                "--direct-stream.streams.orders.topics=orders",
                "--direct-stream.streams.orders.properties.max.poll.records=500");

        assertThat(output)
                .contains("direct-stream.streams.orders.properties.max.poll.records", "use batch.max-records");
    }

    @Test
    void aKeyThatIsNearToNothingIsPrintedWithoutItsValue(CapturedOutput output) {
        start("--direct-stream.streams.orders.password=secret");

        assertThat(output)
                .contains("Unknown key 'direct-stream.streams.orders.password'", "Remove '")
                .doesNotContain("secret");
    }

    @Test
    void aBadValueIsPrintedWithItsOriginAndTheWayOut(CapturedOutput output) {
        start("--direct-stream.streams.orders.shutdown-timeout=5");

        assertThat(output)
                .contains(
                        "Invalid value '5' for configuration property 'direct-stream.streams.orders.shutdown-timeout'")
                .contains("5 was read as 5 ms", "write 5s");
    }

    @Test
    void aValueThatCannotBeReadIsPrintedWithItsKey(CapturedOutput output) {
        start("--direct-stream.streams.orders.batch.max-bytes=many");

        assertThat(output).contains("direct-stream.streams.orders.batch.max-bytes", "many");
    }

    @Test
    void aListenerWithoutAStreamIsPrintedWithTheNearestName(CapturedOutput output) {
        start("--direct-stream.streams.order.topics=orders");

        assertThat(output).contains("there is no stream 'orders'; configured are [order]", "Did you mean 'order'?");
    }

    private static void start(String... arguments) {
        run(StreamContexts.Orders.class, arguments);
    }

    private static void run(Class<?> listener, String... arguments) {
        SpringApplication application = new SpringApplicationBuilder(Application.class, listener)
                .web(WebApplicationType.NONE)
                .build();
        assertThatThrownBy(() -> application.run(arguments)).isInstanceOf(Exception.class);
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({KafkaAutoConfiguration.class, DirectStreamAutoConfiguration.class})
    static class Application {}

    static class TwoStreams {

        @DirectStreamListener("orders")
        public void orders(List<String> payloads) {}

        @DirectStreamListener("returns")
        public void returns(List<String> payloads) {}
    }

    static class OneByOne {

        @DirectStreamListener("orders")
        public void each(String payload) {}
    }
}
