/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.directstream.offset.ListenerTransactions;
import io.directstream.offset.OffsetStoreContext;
import io.directstream.offset.OffsetStoreException;
import io.directstream.offset.OffsetStoreFactory;
import io.directstream.offset.StoreOutcome;
import io.directstream.offset.TransactionalOffsetStore;
import io.directstream.offset.TransactionalOffsetStoreContract;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;

/** Two instances are two members of the group here, and no partition is with both unless one of them is mistaken. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("its broker")
class KafkaTransactionOffsetStoreTests extends TransactionalOffsetStoreContract {

    private static final KafkaBroker BROKER =
            KafkaBroker.start(Map.of("transaction.abort.timed.out.transaction.cleanup.interval.ms", "200"));

    private static final TestTopics TOPICS = new TestTopics(BROKER.bootstrapServers());

    private static final List<String> INPUT = List.of(TOPICS.create(P0.topic(), 2), TOPICS.create("returns", 1));

    private final String group = TestTopics.unique("group");

    private final String output = TOPICS.create(1);

    private final GroupMember member = join();

    private final Map<String, Object> settings = new HashMap<>();

    private final CommitsInDoubt doubts = new CommitsInDoubt();

    private final KafkaTransactionOffsetStores stores = new KafkaTransactionOffsetStores(this::producers);

    private final ListenerKafkaTemplate template = stores.template();

    private final AtomicInteger calls = new AtomicInteger();

    @AfterAll
    static void stop() {
        TOPICS.close();
        BROKER.close();
    }

    @AfterEach
    void leave() {
        member.close();
    }

    @Override
    protected TransactionalOffsetStore open() {
        return (TransactionalOffsetStore) factory().create(new OffsetStoreContext(STREAM, group, member));
    }

    @Override
    protected ListenerTransactions transactions() {
        return factory().transactions();
    }

    private OffsetStoreFactory factory() {
        return stores.forStream(STREAM, group, Map.of("bootstrap.servers", servers()));
    }

    @Override
    protected boolean isShared() {
        return false;
    }

    @Override
    protected void write(String value) {
        calls.incrementAndGet();
        template.send(output, value);
    }

    @Override
    protected List<String> written() {
        return CommittedRecords.values(servers(), output);
    }

    @Test
    @DisplayName("I3: Kafka refuses a member of an older generation, though it believes that the partition is its own")
    void aMemberOfAnOlderGenerationIsRefused() {
        begin(P0, 10);
        ConsumerGroupMetadata old = member.current();

        assertThatExceptionOfType(OffsetStoreException.class)
                .isThrownBy(() -> transactional().storeWith(List.of(range(P0, 10, 20)), () -> {
                    write("late");
                    member.stopAt(old);
                    try (GroupMember other = join()) {
                        assertThat(other.current().generationId()).isGreaterThan(old.generationId());
                    }
                }));

        assertThat(written()).isEmpty();
        assertThat(offset(store(), P0)).isEqualTo(10);
    }

    @Test
    @DisplayName("I3: who loses the partition while its listener runs commits nothing")
    void whoLosesThePartitionCommitsNothing() throws Exception {
        begin(P0, 10);

        List<StoreOutcome> outcomes = transactional().storeWith(List.of(range(P0, 10, 20)), () -> {
            write("late");
            member.loseAll();
        });

        assertThat(outcomes).containsExactly(StoreOutcome.FENCED);
        assertThat(written()).isEmpty();
    }

    @Test
    @DisplayName("I8: nothing is stored once the store is closed, though a listener still runs")
    void nothingIsStoredOnceItIsClosed() throws Exception {
        begin(P0, 10);

        List<StoreOutcome> outcomes = transactional().storeWith(List.of(range(P0, 10, 20)), () -> {
            write("late");
            store().close();
        });

        assertThat(outcomes).containsExactly(StoreOutcome.FENCED);
        assertThat(written()).isEmpty();
    }

    @Test
    @DisplayName("I3: offsets in a transaction that a crash left open are waited for, until the broker has ended it")
    void anOpenTransactionIsWaitedFor() {
        begin(P0, 10);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 4_000);
        try (OutputTransactions crashed = new OutputTransactions(
                new ListenerProducers(Map::of),
                producers(),
                ProducerSettings.of(STREAM, group, settings(), settings()))) {
            OutputTransaction open = crashed.begin();
            open.send(Map.of(P0, new OffsetAndMetadata(20)), member.group());

            assertThat(member.committed(Set.of(P0)).toCompletableFuture()).failsWithin(10, TimeUnit.SECONDS);
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(offset(store(), P0)).isEqualTo(10));
            open.close();
        }
    }

    @Test
    @DisplayName(
            "I3: a commit of unknown outcome is not repeated: the listener runs again only from where the group stands")
    void aCommitOfUnknownOutcomeIsNotRepeated() throws Exception {
        begin(P0, 10);
        doubts.answersLost.set(2);

        assertThatExceptionOfType(OffsetStoreException.class)
                .isThrownBy(() -> transactional().storeWith(List.of(range(P0, 10, 20)), () -> write("ten")));
        assertThat(transactional().storeWith(List.of(range(P0, 10, 20)), () -> write("ten")))
                .containsExactly(StoreOutcome.GAP);

        assertThat(calls).hasValue(1);
        assertThat(offset(store(), P0)).isEqualTo(20);
        assertThat(transactional().storeWith(List.of(range(P0, 20, 30)), () -> write("twenty")))
                .containsExactly(StoreOutcome.STORED);
        assertThat(written()).containsExactly("ten", "twenty");
    }

    @Test
    void aCommitThatWasNotAnsweredIsTriedAgain() throws Exception {
        begin(P0, 10);
        doubts.answersLost.set(1);

        assertThat(transactional().storeWith(List.of(range(P0, 10, 20)), () -> write("ten")))
                .containsExactly(StoreOutcome.STORED);

        assertThat(written()).containsExactly("ten");
    }

    @Test
    void outputThatTheBrokerDoesNotTakeIsTheListenersFailure() throws Exception {
        begin(P0, 10);

        String small = TOPICS.create(TestTopics.unique("small"), 1, Map.of("max.message.bytes", "1000"));

        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(() -> transactional()
                        .storeWith(List.of(range(P0, 10, 20)), () -> template.send(small, "x".repeat(2_000))))
                .withStackTraceContaining(RecordTooLargeException.class.getName());

        assertThat(transactional().storeWith(List.of(range(P0, 10, 20)), () -> write("ten")))
                .containsExactly(StoreOutcome.STORED);
        assertThat(written()).containsExactly("ten");
    }

    @Test
    @DisplayName("I9: a listener that takes longer than the transaction may last is told which setting that is")
    void aListenerThatTakesTooLongIsTold() throws Exception {
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 1_000);
        try (TransactionalOffsetStore impatient = open()) {
            begin(P0, 10);
            load(impatient, P0);

            assertThatIllegalStateException()
                    .isThrownBy(() -> impatient.storeWith(List.of(range(P0, 10, 20)), () -> {
                        write("slow");
                        await().until(this::isAnyTransactionOpen);
                        await().until(() -> !isAnyTransactionOpen());
                    }))
                    .withMessageContaining("transaction.timeout.ms (1000)");
        }
        assertThat(written()).isEmpty();
    }

    @Test
    @Tag("chaos")
    @DisplayName("I7: a broker that is away is waited for; no call waits for it without end, and nothing is repeated")
    void aBrokerThatIsAwayIsWaitedFor() throws Exception {
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1_000);
        try (TransactionalOffsetStore impatient = open()) {
            begin(P0, 10);
            load(impatient, P0);

            assertThatExceptionOfType(OffsetStoreException.class)
                    .isThrownBy(() -> impatient.storeWith(List.of(range(P0, 10, 20)), () -> {
                        write("ten");
                        BROKER.stop();
                    }));
            assertThatExceptionOfType(OffsetStoreException.class)
                    .isThrownBy(() -> impatient.storeWith(List.of(range(P0, 10, 20)), () -> write("ten")));
            BROKER.restart();
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> impatient
                            .storeWith(List.of(range(P0, 10, 20)), () -> write("ten"))
                            .contains(StoreOutcome.STORED));
        } finally {
            BROKER.restart();
        }
        assertThat(written()).containsExactly("ten");
    }

    @Test
    void theTemplateSendsNowhereElse() {
        assertThatIllegalStateException()
                .isThrownBy(() -> template.send(output, "astray"))
                .withMessageContaining("offsets.store: kafka-transaction");
    }

    private boolean isAnyTransactionOpen() throws Exception {
        return !TOPICS.admin()
                .listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                .all()
                .get(10, TimeUnit.SECONDS)
                .isEmpty();
    }

    private TransactionalOffsetStore transactional() {
        return (TransactionalOffsetStore) store();
    }

    private GroupMember join() {
        return new GroupMember(servers(), group, INPUT);
    }

    private DefaultKafkaProducerFactory<Object, Object> producers() {
        DefaultKafkaProducerFactory<Object, Object> producers = new DefaultKafkaProducerFactory<>(settings());
        producers.addPostProcessor(doubts);
        return producers;
    }

    private Map<String, Object> settings() {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers());
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        return all;
    }

    private static String servers() {
        return BROKER.bootstrapServers();
    }
}
