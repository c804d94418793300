/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.BatchListener;
import io.directstream.FailedRecordException;
import io.directstream.OffsetRange;
import io.directstream.PartitionBatch;
import io.directstream.StreamBatch;
import io.directstream.consumer.Deserializers;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.testing.Deliveries;
import io.directstream.testing.StreamHarness;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // Streams run while their block does; not every block has a question for its stream.
class SkipTests extends BrokerTest {

    private static final FailurePolicy.WhenExhausted SKIP = new FailurePolicy.WhenExhausted.Skip();

    private final Deliveries deliveries = new Deliveries();

    private final Queue<OffsetRange> failed = new ConcurrentLinkedQueue<>();

    @Test
    @DisplayName("I1, I2: a range that is skipped after its attempts is stored, told, and its partition goes on")
    void aSkippedRangeIsStoredAndItsPartitionGoesOn() {
        String topic = filled();
        TopicPartition partition = new TopicPartition(topic, 0);

        try (var stream = streams.start(skipping(), subscribe(topic), this::failFirstRange)) {
            await().until(() -> Long.valueOf(10).equals(topics.committed(group).get(partition)));
            topics.fill(topic, 1, 5);
            await().until(() -> Long.valueOf(15).equals(topics.committed(group).get(partition)));

            assertThat(failed).hasSize(4).containsOnly(OffsetRange.create(partition, 0, 10));
            assertThat(deliveries.offsets(topic, 0)).startsWith(10L).hasSize(5);
            assertThat(outcomes(stream))
                    .containsSubsequence(BatchOutcome.SKIPPED, BatchOutcome.FAILED)
                    .containsOnlyOnce(BatchOutcome.SKIPPED);
            assertThat(stream.snapshot().state()).isEqualTo(StreamState.RUNNING);
        }
    }

    @Test
    @DisplayName("I3: a stream batch is skipped as a whole, and the next one follows it")
    void aStreamBatchIsSkippedAsAWhole() {
        String topic = topics.create(2);
        topics.fill(topic, 2, 10);
        StreamOptions options = skipping().withTrigger(new Trigger.Interval(Duration.ofMillis(200)));

        try (var stream = streams.startTogether(options, subscribe(topic), this::failFirstBatch)) {
            await().until(() -> areCommitted(topic, 10));
            topics.fill(topic, 2, 5);
            await().until(() -> areCommitted(topic, 15));

            assertThat(stream.history().stream()
                            .filter(result -> result.outcome() == BatchOutcome.SKIPPED)
                            .mapToInt(BatchResult::records)
                            .sum())
                    .isEqualTo(20);
            assertThat(stream.snapshot().totals().records()).isEqualTo(10);
        }
    }

    @Test
    @DisplayName("I4: a range that was planned ahead is skipped with the bounds it was planned with")
    void aRangeThatWasPlannedAheadIsSkipped() {
        String topic = filled();
        TopicPartition partition = new TopicPartition(topic, 0);
        KeepingStore store = new KeepingStore();
        StreamOptions options = skipping();
        BatchListener<String, String> listener = this::failFirstRange;

        try (var stream = DirectStream.create(
                options,
                StreamHarness.definition(subscribe(topic), listener),
                streams.services(options, Map.of()).withOffsetStore(context -> store))) {
            stream.start();
            await().until(() -> store.offset(partition) == 10);
        }

        assertThat(store.offsets.get(partition).plannedUntil()).isNull();
        assertThat(failed).hasSize(4);
    }

    @Test
    void aSkippedRangeIsStoredThoughNobodyCommitsIt() {
        String topic = filled();
        StreamOptions options = skipping().withOffsets(OffsetOptions.DEFAULT.withCommit(new CommitMode.Manual(100)));

        try (var stream = streams.start(options, subscribe(topic), this::failFirstRange)) {
            await().until(() -> topics.committed(group).containsValue(10L));

            await().until(() ->
                    Long.valueOf(0).equals(stream.snapshot().assigned().get(0).lag()));
        }
    }

    @Test
    void aFailureThatIsNotRetryableIsNotAttemptedAgainThoughItIsOnlyACause() {
        String topic = filled();
        StreamOptions options = options(group);
        options = options.withFailure(
                options.failure().withWhenExhausted(SKIP).withNotRetryable(List.of(NumberFormatException.class)));

        try (var stream = streams.start(options, subscribe(topic), batch -> {
            failed.add(batch.offsetRange());
            throw new IllegalStateException("wrapped", new NumberFormatException("x"));
        })) {
            await().until(() -> topics.committed(group).containsValue(10L));

            assertThat(failed).hasSize(1);
            assertThat(outcomes(stream)).containsExactly(BatchOutcome.SKIPPED, BatchOutcome.FAILED);
        }
    }

    @Test
    void aFailureThatIsNotRetryableIsNotAttemptedAgainThoughItNamesTheRecordInAnotherWay() {
        String topic = filled();
        StreamOptions options = options(group);
        options = options.withFailure(options.failure().withNotRetryable(List.of(NumberFormatException.class)));

        try (var stream = streams.start(options, subscribe(topic), batch -> {
            failed.add(batch.offsetRange());
            throw FailedRecordException.atOffset(batch.offsetRange().fromOffset(), new IllegalStateException("why"))
                    .thrownAs(new NumberFormatException("named"));
        })) {
            await().until(() -> stream.snapshot().state() == StreamState.FAILED);

            assertThat(failed).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v0", "v4", "v9", "all"})
    @DisplayName("I2: of records that cannot be deserialized each is skipped by itself, wherever it is")
    void aRecordThatCannotBeDeserializedIsSkippedByItself(String unreadable) {
        String topic = filled();
        StreamOptions options = options(group).withFailure(new FailurePolicy(1, Backoff.DEFAULT, SKIP));
        Deserializer<String> picky = (of, data) -> {
            String value = new String(data, StandardCharsets.UTF_8);
            if (unreadable.equals(value) || unreadable.equals("all")) {
                throw new IllegalArgumentException("not this one");
            }
            return value;
        };

        try (var stream = DirectStream.create(
                options,
                StreamHarness.definition(
                        subscribe(topic), new Deserializers<>(StringDeserializer::new, () -> picky), deliveries),
                streams.services(options, Map.of()))) {
            stream.start();
            await().until(() -> topics.committed(group).containsValue(10L));

            int skipped = unreadable.equals("all") ? 10 : 1;
            assertThat(deliveries.offsets(topic, 0)).hasSize(10 - skipped).doesNotHaveDuplicates();
            assertThat(outcomes(stream).stream().filter(BatchOutcome.SKIPPED::equals))
                    .hasSize(skipped);
        }
    }

    private String filled() {
        String topic = topics.create(1);
        topics.fill(topic, 1, 10);
        return topic;
    }

    private StreamOptions skipping() {
        StreamOptions options = options(group);
        return options.withFailure(options.failure().withWhenExhausted(SKIP));
    }

    private void failFirstRange(PartitionBatch<String, String> batch) {
        if (batch.offsetRange().fromOffset() == 0) {
            failed.add(batch.offsetRange());
            throw new IllegalStateException("broken");
        }
        deliveries.onBatch(batch);
    }

    private void failFirstBatch(StreamBatch<String, String> batch) {
        if (batch.offsetRanges().stream().anyMatch(range -> range.fromOffset() == 0 && !range.isEmpty())) {
            throw new IllegalStateException("broken");
        }
    }

    private boolean areCommitted(String topic, long offset) {
        return topics.committed(group)
                .equals(Map.of(new TopicPartition(topic, 0), offset, new TopicPartition(topic, 1), offset));
    }

    private static List<BatchOutcome> outcomes(DirectStream<?, ?> stream) {
        return stream.history().stream().map(BatchResult::outcome).toList();
    }

    private static ConsumerStrategy subscribe(String topic) {
        return ConsumerStrategies.subscribe(List.of(topic));
    }
}
