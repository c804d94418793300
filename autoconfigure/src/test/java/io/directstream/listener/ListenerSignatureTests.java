/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import io.directstream.CanCommitOffsets;
import io.directstream.OffsetRange;
import io.directstream.PartitionBatch;
import io.directstream.StreamBatch;
import io.directstream.listener.ListenerSignature.Argument;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.kafka.listener.adapter.ConsumerRecordMetadata;
import org.springframework.kafka.support.Acknowledgment;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.SendTo;

/** Which listener methods can be called with a batch, and what is said of the others. */
class ListenerSignatureTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            consumer        | Consumer<             | remove it
            metadata        | ConsumerRecordMetadata| List<ConsumerRecord>
            singleRecord    | ConsumerRecord<       | delivers batches
            singlePayload   | java.lang.String      | delivers batches
            future          | CompletableFuture     | Return nothing
            result          | returns int           | Return nothing
            reply           | @SendTo               | send replies from inside it
            twice           | takes the records twice | one list
            streamAndRecords   | beside what there is of one partition | forEachPartition
            streamAndPayloads  | beside what there is of one partition | List<OffsetRange>
            streamAndPartition | beside what there is of one partition | PartitionBatch instead
            streamAndRange     | beside what there is of one partition | List<OffsetRange>
            streamAndHeader    | beside what there is of one partition | CanCommitOffsets
            onlyCommits        | takes no records      | StreamBatch
            headerOnly      | takes no records      | PartitionBatch
            nothing         | takes no records      | OffsetRange
            """)
    void isRefusedWithTheMethodTheReasonAndTheWayOut(String name, String reason, String wayOut) {
        assertThatThrownBy(() -> signature(new Refused(), name))
                .isInstanceOf(ListenerRefusedException.class)
                .hasMessageContainingAll(Refused.class.getName() + '.' + name, reason)
                .asInstanceOf(throwable(ListenerRefusedException.class))
                .satisfies(refused -> assertThat(refused.analysis().getAction()).contains(wayOut));
    }

    @Test
    void aClassThatWantsToSeekIsRefused() {
        assertThatThrownBy(() -> signature(new Seeking(), "each"))
                .isInstanceOf(ListenerRefusedException.class)
                .hasMessageContaining("ConsumerSeekAware");
    }

    @Test
    void rangesAreRefusedWhereTheirResolverIsHidden() {
        assertThatThrownBy(() -> signature(new Accepted(), "ranges", false))
                .isInstanceOf(ListenerRefusedException.class)
                .hasMessageContaining("OffsetRange");
    }

    @ParameterizedTest
    @CsvSource({
        "records, RECORDS OFFSET_RANGE",
        "wildcards, RECORDS",
        "payloads, PAYLOADS HEADER",
        "messages, MESSAGES",
        "message, MESSAGE",
        "raw, PAYLOADS",
        "batch, PARTITION_BATCH HEADER",
        "ranges, OFFSET_RANGES",
        "acknowledged, PAYLOADS ACKNOWLEDGMENT",
        "committed, PARTITION_BATCH COMMITS",
        "stream, STREAM_BATCH",
        "streamAndAll, STREAM_BATCH OFFSET_RANGES COMMITS ACKNOWLEDGMENT"
    })
    void isUnderstood(String name, String arguments) {
        assertThat(signature(new Accepted(), name, true).arguments())
                .extracting(Argument::name)
                .containsExactlyInAnyOrder(arguments.split(" "));
    }

    @Test
    void genericParametersOfASuperclassAreResolved() {
        assertThat(signature(new OfStrings(), "each").payloadType()).hasToString("java.util.List<java.lang.String>");
    }

    private static ListenerSignature signature(Object bean, String method) {
        return signature(bean, method, false);
    }

    private static ListenerSignature signature(Object bean, String name, boolean resolvedElsewhere) {
        Method method = Arrays.stream(bean.getClass().getMethods())
                .filter(each -> each.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return ListenerSignature.of(bean, method, parameter -> resolvedElsewhere);
    }

    static class Refused {

        public void consumer(List<String> payloads, Consumer<String, String> consumer) {}

        public void streamAndRecords(StreamBatch<String, String> batch, List<ConsumerRecord<String, String>> records) {}

        public void streamAndPayloads(StreamBatch<String, String> batch, List<String> payloads) {}

        public void streamAndPartition(StreamBatch<String, String> batch, PartitionBatch<String, String> other) {}

        public void streamAndRange(StreamBatch<String, String> batch, OffsetRange range) {}

        public void streamAndHeader(
                StreamBatch<String, String> batch, @Header(KafkaHeaders.OFFSET) List<Long> offsets) {}

        public void onlyCommits(CanCommitOffsets commits, Acknowledgment acknowledgment) {}

        public void metadata(List<String> payloads, ConsumerRecordMetadata metadata) {}

        public void singleRecord(ConsumerRecord<String, String> single) {}

        public void singlePayload(String payload) {}

        public CompletableFuture<Void> future(List<String> payloads) {
            return CompletableFuture.completedFuture(null);
        }

        public int result(List<String> payloads) {
            return payloads.size();
        }

        @SendTo("replies")
        public void reply(List<String> payloads) {}

        public void twice(List<String> payloads, List<ConsumerRecord<String, String>> records) {}

        public void headerOnly(@Header(KafkaHeaders.OFFSET) List<Long> offsets) {}

        public void nothing() {}
    }

    static class Accepted {

        public void records(List<ConsumerRecord<String, String>> records, OffsetRange range) {}

        public void wildcards(List<? extends ConsumerRecord<?, ?>> records) {}

        public void payloads(List<String> payloads, @Header(KafkaHeaders.OFFSET) List<Long> offsets) {}

        public void messages(List<Message<String>> messages) {}

        public void message(Message<List<String>> message) {}

        @SuppressWarnings("rawtypes")
        public void raw(List payloads) {}

        public void batch(PartitionBatch<String, String> batch, @Headers Map<String, Object> headers) {}

        public void ranges(List<OffsetRange> ranges) {}

        public void acknowledged(List<String> payloads, Acknowledgment acknowledgment) {}

        public void committed(PartitionBatch<String, String> batch, CanCommitOffsets commits) {}

        public void stream(StreamBatch<String, String> batch) {}

        public void streamAndAll(
                StreamBatch<String, String> batch,
                List<OffsetRange> ranges,
                CanCommitOffsets commits,
                Acknowledgment acknowledgment) {}
    }

    static class Base<T> {

        public void each(List<T> payloads) {}
    }

    static class OfStrings extends Base<String> {}

    static class Seeking implements ConsumerSeekAware {

        public void each(List<String> payloads) {}
    }
}
