/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.docs;

import io.directstream.CanCommitOffsets;
import io.directstream.FailedRecordException;
import io.directstream.OffsetRange;
import io.directstream.PartitionBatch;
import io.directstream.StreamBatch;
import io.directstream.event.DirectStreamEvent;
import io.directstream.listener.DirectStreamListener;
import io.directstream.listener.DirectStreams;
import io.directstream.observation.DefaultDirectStreamObservationConvention;
import io.directstream.observation.DirectStreamObservationContext;
import io.directstream.observation.DirectStreamObservationConvention;
import io.directstream.offset.OffsetStoreFactory;
import io.directstream.offset.StorableRange;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.StoredOffset;
import io.directstream.offset.TransactionalOffsetStore;
import io.directstream.offset.UnitOfWork;
import io.directstream.read.RangeReads;
import io.directstream.strategy.BrokerLocator;
import io.directstream.strategy.ConsumerStrategies;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.Location;
import io.directstream.strategy.LocationStrategies;
import io.directstream.strategy.Subscription;
import io.directstream.stream.StreamOptions;
import io.micrometer.common.KeyValues;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The code that the pages show, between marks; {@link SnippetTests} compares the two. */
@SuppressWarnings("ClassCanBeStatic") // what readers put at the top of a file has no such word
class Snippets {

    private static final Logger log = LoggerFactory.getLogger(Snippets.class);

    interface Results {

        long lockUntilOffset(TopicPartition partition);

        void moveUntilOffset(TopicPartition partition, long done, long until);

        void add(ConsumerRecord<String, String> record);
    }

    interface Outputs {

        CompletableFuture<Void> write(String stream, List<OffsetRange> ranges);
    }

    abstract static class Saving {

        abstract void save(String key, String value);
    }

    static class CreatingADirectStream {

        // snippet: pairs
        @Component
        class Pairs {

            @DirectStreamListener("pairs")
            void each(List<ConsumerRecord<String, String>> records, OffsetRange range) {
                records.forEach(pair -> save(pair.key(), pair.value()));
            }
        }
        // end

        void save(String key, String value) {
            log.debug("{} {}", key, value);
        }
    }

    record Order(long amount) {}

    static class CreatingAnRdd {

        // snippet: defined-ranges
        List<Long> totals(RangeReads<String, Order> reads) throws Exception {
            return reads.read(
                            OffsetRange.create("orders", 0, 0, 100), // first offset, and the one after the last
                            OffsetRange.create("orders", 1, 0, 100))
                    .deadline(Duration.ofMinutes(5))
                    .map(records -> records.stream()
                            .mapToLong(record -> record.value().amount())
                            .sum());
        }
        // end
    }

    static class Locating {

        // snippet: locator
        @Bean
        BrokerLocator brokers() {
            Map<Integer, String> zones = Map.of(1, "eu-west-1a", 2, "eu-west-1b", 3, "eu-west-1c");
            return broker -> new Location(broker.host(), zones.get(broker.id()));
        }
        // end
    }

    abstract static class Creating extends Saving {

        // snippet: create
        @Bean
        ApplicationRunner pairs(DirectStreams directStreams) {
            return arguments -> directStreams.create(
                    ConsumerStrategies.subscribe(List.of("topicA", "topicB")),
                    LocationStrategies.preferConsistent(),
                    (PartitionBatch<String, String> batch) -> batch.forEach(pair -> save(pair.key(), pair.value())),
                    StreamOptions.of("pairs", "pairs-group"));
        }
        // end
    }

    abstract static class Visiting extends Saving {

        // snippet: visit
        @DirectStreamListener("visits")
        void all(StreamBatch<String, String> batch) throws Exception {
            batch.forEachPartition(partition -> {
                for (ConsumerRecord<String, String> record : partition) {
                    save(record.key(), record.value());
                }
            });
        }
        // end
    }

    // snippet: strategy
    class EvenPartitions extends ConsumerStrategy {

        @Override
        public Subscription subscription() {
            return new Subscription.Topics(Set.of("orders"));
        }

        @Override
        public boolean accepts(TopicPartition partition) {
            return partition.partition() % 2 == 0;
        }
    }
    // end

    static class ObtainingOffsets {

        // snippet: offsets
        @DirectStreamListener("offsets")
        void all(StreamBatch<String, String> batch) throws Exception {
            List<OffsetRange> offsetRanges = batch.offsetRanges();
            log.info("{} records in {}", batch.recordCount(), offsetRanges);
            batch.forEachPartition(partition -> {
                OffsetRange range = partition.offsetRange();
                log.info("{} of {} offsets have a record in {}", partition.recordCount(), range.count(), range);
            });
        }
        // end
    }

    record Committing(Outputs outputs) {

        // snippet: manual
        @DirectStreamListener("manual")
        void all(StreamBatch<String, String> batch, CanCommitOffsets stream) {
            List<OffsetRange> offsetRanges = batch.offsetRanges();

            // whenever the output is complete, on whatever thread
            outputs.write(batch.stream(), offsetRanges).thenRun(() -> stream.commitAsync(offsetRanges));
        }
        // end
    }

    interface CountTable {

        void add(Map<String, Long> counts);
    }

    record Calculating(CountTable table) {

        // snippet: calculate
        @DirectStreamListener("wordcounts")
        @Transactional
        void all(StreamBatch<String, String> batch) throws Exception {
            List<Map<String, Long>> perPartition = batch.mapPartitions(partition -> counts(partition.records()));
            perPartition.forEach(table::add);
        }
        // end

        private static Map<String, Long> counts(List<ConsumerRecord<String, String>> records) {
            return records.stream().collect(Collectors.groupingBy(ConsumerRecord::value, Collectors.counting()));
        }
    }

    record OwnStore(Results results) {

        // snippet: own-store
        @DirectStreamListener("counts")
        @Transactional
        void each(List<ConsumerRecord<String, String>> records, OffsetRange range) {
            long done = results.lockUntilOffset(range.topicPartition());
            if (done >= range.untilOffset()) {
                return; // stored here already, but not yet in Kafka
            }
            records.stream().filter(record -> record.offset() >= done).forEach(results::add);
            // update ... set until_offset = :until where until_offset = :done, and assert that it changed one row
            results.moveUntilOffset(range.topicPartition(), done, range.untilOffset());
        }
        // end
    }

    /** Stands for the client of a document database. */
    interface Documents {

        /** What the documents of these ids hold; those that are missing are absent. */
        Map<TopicPartition, StoredOffset> find(Set<TopicPartition> ids);

        /** Begins a transaction of this thread, which is rolled back at its end unless it was committed. */
        Transaction begin();

        /** No transaction begins or commits afterwards. */
        void close();

        interface Transaction extends AutoCloseable {

            /** What the document holds, which is locked until the end. */
            @Nullable
            StoredOffset lock(TopicPartition id);

            void save(TopicPartition id, StoredOffset content);

            void commit();

            @Override
            void close();
        }
    }

    // snippet: store
    record DocumentOffsetStore(Documents documents) implements TransactionalOffsetStore {

        @Override
        public String name() {
            return "documents";
        }

        @Override
        public CompletionStage<Map<TopicPartition, StoredOffset>> load(String stream, Set<TopicPartition> partitions) {
            return CompletableFuture.supplyAsync(() -> documents.find(partitions));
        }

        @Override
        public CompletionStage<List<StoreOutcome>> store(List<StorableRange> ranges) {
            return CompletableFuture.supplyAsync(() -> ranges.stream()
                    .map(range -> save(documents.begin(), List.of(range)).get(0))
                    .toList());
        }

        @Override
        public List<StoreOutcome> storeWith(List<StorableRange> ranges, UnitOfWork work) throws Exception {
            try (Documents.Transaction transaction = documents.begin()) {
                work.run();
                return save(transaction, ranges);
            }
        }

        private List<StoreOutcome> save(Documents.Transaction transaction, List<StorableRange> ranges) {
            try (transaction) {
                for (StorableRange range : ranges) {
                    StoreOutcome outcome = range.outcomeAfter(transaction.lock(range.topicPartition()));
                    if (outcome != StoreOutcome.STORED) {
                        return Collections.nCopies(ranges.size(), outcome); // and all of it is rolled back
                    }
                    transaction.save(range.topicPartition(), range.toStored());
                }
                transaction.commit();
                return Collections.nCopies(ranges.size(), StoreOutcome.STORED);
            }
        }

        @Override
        public void close() {
            documents.close();
        }
    }
    // end

    record ChoosingAStore(DocumentClient client) {

        interface DocumentClient {

            Documents open(String stream, String group);
        }

        // snippet: store-bean
        @Bean
        OffsetStoreFactory documentOffsets() {
            return context -> new DocumentOffsetStore(client.open(context.stream(), context.group()));
        }
        // end
    }

    static class SendingInTheTransaction {

        // snippet: kafka-transaction
        @Component
        class Copier {

            private final KafkaTemplate<String, String> template;

            Copier(@Qualifier("directStreamKafkaTemplate") KafkaTemplate<String, String> template) {
                this.template = template;
            }

            @DirectStreamListener("orders")
            void each(List<ConsumerRecord<String, String>> records) {
                records.forEach(order -> template.send("invoices", order.key(), order.value()));
            }
        }
        // end
    }

    abstract static class Failing {

        abstract void book(Order order);

        // snippet: failed-record
        @DirectStreamListener("orders")
        void each(List<ConsumerRecord<String, Order>> records) {
            for (ConsumerRecord<String, Order> record : records) {
                try {
                    book(record.value());
                } catch (IllegalArgumentException unknownProduct) {
                    throw FailedRecordException.atOffset(record.offset(), unknownProduct);
                }
            }
        }
        // end
    }

    static class Listening {

        // snippet: events
        @EventListener
        void givenUp(DirectStreamEvent.RangeGivenUp event) {
            log.warn("{} of stream {}", event.result().outcome(), event.stream());
        }
        // end
    }

    static class Observing {

        // snippet: convention
        @Bean
        DirectStreamObservationConvention namesOfBilling() {
            return new DefaultDirectStreamObservationConvention() {
                @Override
                public KeyValues getLowCardinalityKeyValues(DirectStreamObservationContext context) {
                    return super.getLowCardinalityKeyValues(context).and("team", "billing");
                }
            };
        }
        // end
    }
}
