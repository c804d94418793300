/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.directstream.BatchListener;
import io.directstream.FailedRecordException;
import io.directstream.PartitionBatch;
import io.directstream.StreamBatchListener;
import io.directstream.consumer.Deserializers;
import io.directstream.offset.CheckpointOffsetStore;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.testing.StreamHarness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // Streams run while their block does; not every block has a question for its stream.
class IsolateRecordTests extends BrokerTest {

    private final Queue<DeadLetter> letters = new ConcurrentLinkedQueue<>();

    private final Queue<Long> handled = new ConcurrentLinkedQueue<>();

    private final Queue<Long> bad = new ConcurrentLinkedQueue<>();

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    @DisplayName("I1, I2: only the bad records go, all others are handled in order, with few calls")
    void onlyTheBadRecordsGo() {
        TopicPartition partition = filled(100);
        bad.addAll(List.of(0L, 41L, 99L));

        try (var stream = start(options(true), partition, this::each)) {
            await().until(() -> Long.valueOf(100).equals(topics.committed(group).get(partition)));
            assertThat(stream.snapshot().state()).isEqualTo(StreamState.RUNNING);
        }

        assertThat(sent()).containsExactlyElementsOf(bad);
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.address().range().untilOffset())
                    .isGreaterThan(letter.record().offset());
            assertThat(letter.attempt()).isEqualTo(4);
        });
        assertThatAllOthersAreHandled(100);
        // Where the stream cut its first ranges is not known, so each bad record may have cost four attempts.
        assertThat(calls.get()).isLessThanOrEqualTo((int) (3 * (4 + 2 * Math.log(100) / Math.log(2) + 1)) + 3);
    }

    @Test
    @DisplayName("I2: where memory is short, records are read again for each part, and nothing is lost or comes twice")
    void partsAreReadAgainWhereMemoryIsShort() {
        TopicPartition partition = filled(100);
        bad.addAll(List.of(3L, 50L, 99L));
        StreamOptions tight = options(true).withPrefetch(new PrefetchOptions(10_000, 1));

        try (var stream = start(tight, partition, this::each)) {
            await().until(() -> Long.valueOf(100).equals(topics.committed(group).get(partition)));
            assertThat(stream.snapshot().state()).isEqualTo(StreamState.RUNNING);
        }

        assertThat(sent()).containsExactlyElementsOf(bad);
        assertThatAllOthersAreHandled(100);
    }

    @Test
    @DisplayName("I1, I4: with checkpoints each part is written before the next, also across a stop in the midst of it")
    void partsAreWrittenToCheckpointsOneAfterTheOther(@TempDir Path directory) throws IOException {
        TopicPartition partition = filled(100);
        bad.addAll(List.of(3L, 50L, 99L));
        Path file = directory.resolve("orders").resolve(partition + ".checkpoint");
        AtomicReference<DirectStream<?, ?>> running = new AtomicReference<>();
        try (var stream = start(
                options(true),
                partition,
                batch -> {
                    if (sent().contains(50L)) {
                        // In the midst of a range that goes on in parts, of which some are stored by then.
                        await().until(() -> running.get().snapshot().state() == StreamState.STOPPING);
                    }
                    each(batch);
                },
                directory)) {
            running.set(stream);
            await().until(() -> sent().contains(50L));
        }
        assertThat(Files.readString(file)).contains("offset: ").doesNotContain("offset: 100");

        try (var stream = start(options(true), partition, this::each, directory)) {
            await().until(() -> Files.readString(file).contains("offset: 100\n"));
        }

        assertThat(sent()).containsExactlyElementsOf(bad);
        assertThatAllOthersAreHandled(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "19", "3,4,5", "all"})
    @DisplayName("I2: a record that cannot be deserialized goes by itself wherever it is, and nothing else is lost")
    void aRecordThatCannotBeDeserializedGoesByItself(String where) {
        TopicPartition partition = filled(20);
        List<Long> unreadable = where.equals("all")
                ? LongStream.range(0, 20).boxed().toList()
                : List.of(where.split(",")).stream().map(Long::valueOf).toList();
        bad.addAll(unreadable);
        StreamOptions options = options(false);
        options = options.withFailure(new FailurePolicy(
                1, options.failure().backoff(), options.failure().whenExhausted()));

        Supplier<Deserializer<String>> picky = () -> (topic, data) -> readUnlessBad(data);
        BatchListener<String, String> listener = batch -> batch.records().forEach(each -> handled.add(each.offset()));

        try (var stream = start(options, partition, picky, listener)) {
            await().until(() -> Long.valueOf(20).equals(topics.committed(group).get(partition)));
            assertThat(stream.snapshot().assigned().get(0).position()).isEqualTo(20);
        }

        assertThat(sent()).containsExactlyElementsOf(unreadable);
        assertThat(letters)
                .allSatisfy(letter -> assertThat(new String(letter.record().value(), StandardCharsets.UTF_8))
                        .isEqualTo("v" + letter.record().offset()));
        assertThatAllOthersAreHandled(20);
    }

    @Test
    @DisplayName("I2: what a listener handled before the record it names is stored and not delivered again")
    void aNamedRecordGoesAtOnce() {
        TopicPartition partition = filled(20);
        bad.add(7L);

        try (var stream = start(options(false), partition, batch -> {
            calls.incrementAndGet();
            batch.forEach(each -> {
                if (bad.contains(each.offset())) {
                    throw FailedRecordException.atOffset(each.offset(), new IllegalStateException("named"));
                }
                handled.add(each.offset());
            });
        })) {
            await().until(() -> Long.valueOf(20).equals(topics.committed(group).get(partition)));
            assertThat(stream.snapshot().totals().failed()).isEqualTo(1);
        }

        assertThat(sent()).containsExactly(7L);
        assertThat(letters.peek().cause()).hasMessage("named");
        assertThatAllOthersAreHandled(20);
    }

    @Test
    void aRecordThatIsNotInTheBatchIsAFailureLikeOthers() {
        TopicPartition partition = filled(5);

        try (var stream = start(options(false), partition, batch -> {
            throw FailedRecordException.atOffset(1_000, new IllegalStateException("elsewhere"));
        })) {
            await().until(() -> Long.valueOf(5).equals(topics.committed(group).get(partition)));
            assertThat(stream.snapshot().totals().failed()).isGreaterThanOrEqualTo(4);
        }

        assertThat(sent()).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void streamBatchesAreRefused() {
        StreamOptions options = options(true);
        StreamBatchListener<String, String> listener = batch -> {};

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DirectStream.create(
                        options,
                        StreamHarness.definition(ConsumerStrategies.subscribe(List.of("any")), listener),
                        streams.services(options, Map.of()).withDeadLetters(this::letters)))
                .withMessageContaining("failure.isolate-record of stream 'orders' is true");
    }

    private void each(PartitionBatch<String, String> batch) {
        calls.incrementAndGet();
        List<Long> offsets = new ArrayList<>();
        batch.forEach(each -> offsets.add(each.offset()));
        if (offsets.stream().anyMatch(bad::contains)) {
            throw new IllegalStateException("bad");
        }
        handled.addAll(offsets);
    }

    private List<Long> sent() {
        return letters.stream().map(letter -> letter.record().offset()).toList();
    }

    private void assertThatAllOthersAreHandled(int records) {
        Set<Long> without = Set.copyOf(bad);
        assertThat(handled)
                .containsExactlyElementsOf(LongStream.range(0, records)
                        .boxed()
                        .filter(offset -> !without.contains(offset))
                        .toList());
    }

    private TopicPartition filled(int records) {
        String topic = topics.create(1);
        topics.fill(topic, 1, records);
        return new TopicPartition(topic, 0);
    }

    private StreamOptions options(boolean isolates) {
        StreamOptions options = StreamHarness.options(group);
        return options.withFailure(
                options.failure().withWhenExhausted(new FailurePolicy.WhenExhausted.DeadLetter(null, isolates)));
    }

    private DirectStream<String, String> start(
            StreamOptions options, TopicPartition partition, BatchListener<String, String> listener) {
        return start(options, partition, StringDeserializer::new, listener);
    }

    private DirectStream<String, String> start(
            StreamOptions options, TopicPartition partition, BatchListener<String, String> listener, Path directory) {
        DirectStream<String, String> stream = DirectStream.create(
                options,
                StreamHarness.definition(ConsumerStrategies.subscribe(List.of(partition.topic())), listener),
                streams.services(options, Map.of())
                        .withDeadLetters(this::letters)
                        .withOffsetStore(context -> new CheckpointOffsetStore(directory, context)));
        stream.start();
        return stream;
    }

    private DirectStream<String, String> start(
            StreamOptions options,
            TopicPartition partition,
            Supplier<Deserializer<String>> values,
            BatchListener<String, String> listener) {
        DirectStream<String, String> stream = DirectStream.create(
                options,
                StreamHarness.definition(
                        ConsumerStrategies.subscribe(List.of(partition.topic())),
                        new Deserializers<>(StringDeserializer::new, values),
                        listener),
                streams.services(options, Map.of()).withDeadLetters(this::letters));
        stream.start();
        return stream;
    }

    private DeadLetters letters() {
        return new DeadLetters() {
            @Override
            public void send(List<DeadLetter> all) {
                letters.addAll(all);
            }

            @Override
            public void close() {}
        };
    }

    /** Values have their offset in them. */
    private String readUnlessBad(byte[] data) {
        String value = new String(data, StandardCharsets.UTF_8);
        if (bad.contains(Long.valueOf(value.substring(1)))) {
            throw new IllegalArgumentException("not this one");
        }
        return value;
    }
}
