/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import static io.directstream.stream.BrokerTest.await;
import static io.directstream.testing.StreamHarness.options;
import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.strategy.ConsumerStrategies;
import io.directstream.testing.Deliveries;
import io.directstream.testing.KafkaBroker;
import io.directstream.testing.StreamHarness;
import io.directstream.testing.TestTopics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a running stream does when it may no longer read a topic or take part in its group, and when it may again. */
class RevokedAccessTests {

    private static KafkaBroker broker;

    private final TestTopics topics = new TestTopics(broker.bootstrapServers());

    private final Deliveries deliveries = new Deliveries();

    private final String group = TestTopics.unique("group");

    private String refused;

    private String other;

    @BeforeAll
    static void startBroker() {
        broker = KafkaBroker.start(Map.of(
                "authorizer.class.name",
                "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "allow.everyone.if.no.acl.found",
                "true"));
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void makeTopics() {
        refused = topics.create(1);
        other = topics.create(1);
    }

    @AfterEach
    void closeClients() {
        topics.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"READ", "DESCRIBE"})
    @DisplayName("I9: a topic that may not be read any more waits alone and says why, until it may be read again")
    void aRefusedTopicWaitsAlone(AclOperation operation) throws Exception {
        try (var stream = start()) {
            send(refused);
            send(other);
            await().until(() -> committed().equals(List.of(1L, 1L)));

            deny(ResourceType.TOPIC, refused, operation);
            await().until(() -> reason(stream) != null);
            assertThat(reason(stream)).contains("TopicAuthorizationException", refused);
            send(other);
            await().until(() -> deliveries.offsets(other, 0).size() == 2);
            assertThat(deliveries.offsets(refused, 0)).hasSize(1);

            allow();
            await().until(() -> reason(stream) == null && stream.snapshot().reason() == null);
            send(refused);
            await().until(() -> committed().equals(List.of(2L, 2L)));
        }

        assertThat(deliveries.faults()).isEmpty();
    }

    @Test
    @DisplayName("I1, I9: commits that are refused are tried until they are not, and repeat nothing")
    void refusedCommitsAreTriedAgain() throws Exception {
        try (var stream = start()) {
            await().until(() -> committed().equals(List.of(0L, 0L)));
            deny(ResourceType.GROUP, group, AclOperation.READ);
            send(refused);
            await().until(() -> stream.snapshot().reason() != null);
            assertThat(stream.snapshot().reason()).contains("commits fail", "Not authorized to access group: " + group);

            allow();
            await().until(() -> committed().equals(List.of(0L, 1L)));
            await().until(() -> stream.snapshot().reason() == null);
        }

        assertThat(deliveries.count()).isEqualTo(1);
    }

    @Test
    @DisplayName("I1, I9: a stream that lost its group begins nothing, says so, and joins when it may again")
    void aRefusedMemberBeginsNothing() throws Exception {
        try (var stream = start(Map.of(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 1_500))) {
            send(refused);
            await().until(() -> committed().equals(List.of(0L, 1L)));

            deny(ResourceType.GROUP, group, AclOperation.ALL);
            await().until(() -> stream.snapshot().reason() != null);
            assertThat(stream.snapshot().reason())
                    .contains("access was refused", "Not authorized to access group: " + group);
            send(refused);
            send(other);
            allow();

            await().until(() -> committed().equals(List.of(1L, 2L)));
            await().until(() -> stream.snapshot().reason() == null);
        }

        assertThat(deliveries.faults()).isEmpty();
        assertThat(deliveries.count()).isEqualTo(3);
    }

    private @Nullable String reason(DirectStream<?, ?> stream) {
        return stream.snapshot().assigned().stream()
                .filter(partition -> partition.partition().equals(new TopicPartition(refused, 0)))
                .map(PartitionSnapshot::reason)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private List<Long> committed() {
        return topics.committed(group).values().stream().sorted().toList();
    }

    private void send(String topic) throws Exception {
        topics.send(topic, 0, "value").get(30, TimeUnit.SECONDS);
    }

    private void deny(ResourceType type, String name, AclOperation operation) throws Exception {
        ResourcePattern resource = new ResourcePattern(type, name, PatternType.LITERAL);
        // Where there is an entry, everything else has to be allowed.
        topics.admin()
                .createAcls(List.of(
                        new AclBinding(resource, entry(AclOperation.ALL, AclPermissionType.ALLOW)),
                        new AclBinding(resource, entry(operation, AclPermissionType.DENY))))
                .all()
                .get(30, TimeUnit.SECONDS);
    }

    private static AccessControlEntry entry(AclOperation operation, AclPermissionType permission) {
        return new AccessControlEntry("User:ANONYMOUS", "*", operation, permission);
    }

    private void allow() throws Exception {
        topics.admin().deleteAcls(List.of(AclBindingFilter.ANY)).all().get(30, TimeUnit.SECONDS);
    }

    private DirectStream<String, String> start() {
        return start(Map.of());
    }

    private DirectStream<String, String> start(Map<String, Object> properties) {
        return new StreamHarness(broker.bootstrapServers())
                .start(options(group), ConsumerStrategies.subscribe(List.of(refused, other)), deliveries, properties);
    }
}
