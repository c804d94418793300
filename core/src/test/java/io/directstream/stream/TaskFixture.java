/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.BatchListener;
import io.directstream.PartitionBatch;
import io.directstream.consumer.Deserializers;
import io.directstream.consumer.RecordDeserializer;
import io.directstream.offset.FakeCommitter;
import io.directstream.offset.OffsetStore;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Runs tasks on the test's thread, with a listener and a store that the test decides on. */
final class TaskFixture implements BatchListener<String, String>, OffsetStore, StreamObserver {

    static final FailurePolicy TWICE = new FailurePolicy(
            2, new Backoff(Duration.ofSeconds(1), 2.0, Duration.ofMinutes(1)), new FailurePolicy.WhenExhausted.Stop());

    final ReadingFixture reading;

    /** What happened, in order. */
    final List<String> log = new ArrayList<>();

    final List<StorableRange> stored = new ArrayList<>();

    final List<BatchResult> results = new ArrayList<>();

    final List<Set<TopicPartition>> reloads = new ArrayList<>();

    /** What the listener does with a batch. */
    BatchListener<String, String> listener = batch -> batch.forEach(record -> {});

    /** What the store answers. */
    Supplier<CompletionStage<StoreOutcome>> store = () -> CompletableFuture.completedStage(StoreOutcome.STORED);

    private final StreamRuntime<String, String> runtime;

    private final RecordDeserializer<String, String> deserializer =
            new RecordDeserializer<>(new Deserializers<>(StringDeserializer::new, StringDeserializer::new));

    TaskFixture() {
        this(new ReadingFixture(), BatchOptions.DEFAULT);
    }

    TaskFixture(ReadingFixture reading, BatchOptions batch) {
        this.reading = reading;
        StreamOptions options =
                StreamOptions.of("orders", "billing").withBatch(batch).withFailure(TWICE);
        StreamStatistics statistics = new StreamStatistics(10, reading.clock);
        RangeEnds.Reporting reporting = new RangeEnds.Reporting(statistics, this);
        FailureHandler failures = new FailureHandler(
                options,
                new RecordSearch(options.failure(), true, true),
                reading.reading,
                reporting,
                reloads::add,
                reading.clock);
        StoreAnswers answers = new StoreAnswers(name(), reading.table, failures, mirror());
        Storing storing = new StoringAfterBatch(this, new StoreMeter("orders", this, reading.clock));
        this.runtime = new StreamRuntime<>(
                options,
                Purpose.FOLLOW,
                BatchLimits.of(options, Planning.continuous()),
                reading.reading,
                this,
                storing,
                new RangeEnds(options, reading.reading, storing, answers, failures, reporting),
                statistics,
                new Disposer(options, DeadLetters.Source.NONE),
                DeliveryInterceptor.NONE);
    }

    /** This store, with nothing besides. */
    StoredPositions positions() {
        return new StoredPositions("orders", this, new FakeCommitter(), new TopicIds(null, reading.clock), mirror());
    }

    private Mirror mirror() {
        return new Mirror(StreamOptions.of("orders", "billing"), this, new FakeCommitter());
    }

    /** Runs the task of the partition whose turn it is. */
    void run() {
        run(plan());
    }

    /** The range of the partition whose turn it is. */
    PlannedRange plan() {
        return new BatchPlanner().plan(reading.table.claim()).get(0);
    }

    void run(PlannedRange planned) {
        new PartitionTask<>(runtime, this, deserializer, planned).run();
    }

    BatchTotals totals() {
        return runtime.statistics().totals();
    }

    /** The bytes of the stream's records, those read ahead included. */
    long memory() {
        return reading.reading.budget().used();
    }

    /** The newest result. */
    BatchResult result() {
        return results.get(results.size() - 1);
    }

    @Override
    public void onBatch(PartitionBatch<String, String> batch) throws Exception {
        log.add("listen " + batch.offsetRange() + " attempt " + batch.attempt());
        listener.onBatch(batch);
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public CompletionStage<Map<TopicPartition, StoredOffset>> load(String stream, Set<TopicPartition> partitions) {
        return CompletableFuture.completedStage(Map.of());
    }

    @Override
    public CompletionStage<List<StoreOutcome>> store(List<StorableRange> ranges) {
        stored.addAll(ranges);
        ranges.forEach(range -> log.add("store " + range.range()));
        return store.get().thenApply(List::of);
    }

    @Override
    public void close() {}

    @Override
    public void batchFinished(BatchResult result) {
        results.add(result);
    }
}
