/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.IsolationLevel;

/**
 * Makes every Kafka client of a stream, so that connection, security and observation are decided in one place. Called on
 * the engine's threads; the methods that make clients may throw {@link org.apache.kafka.common.KafkaException}, after which the engine waits
 * and tries again.
 */
public interface ClientFactory {

    /**
     * The consumer that is the stream's member of its group. It never fetches.
     *
     * @param groupId the group
     * @param overrides Kafka properties of the stream's consumer strategy, and of the assignor
     */
    Consumer<byte[], byte[]> groupConsumer(String groupId, Map<String, Object> overrides);

    /**
     * A consumer that reads partitions assigned to it, without a group.
     *
     * @param index counts the fetchers of the stream, from 0
     * @param overrides Kafka properties of the stream's consumer strategy
     * @param limits how much one fetch may bring
     * @param tally counts what each poll brings, if the consumer's deserializers tell it
     */
    Consumer<byte[], byte[]> fetcher(int index, Map<String, Object> overrides, FetchLimits limits, FetchTally tally);

    /** An admin client of the stream's cluster. */
    Admin admin(Map<String, Object> overrides);

    /** The client id of a fetcher, as brokers and client metrics know it. */
    String fetcherClientId(int index);

    /** Where the brokers are looked for, for messages. */
    String bootstrapServers();

    /** The longest time between two polls of the group consumer before the group drops it, in milliseconds. */
    long maxPollIntervalMs(Map<String, Object> overrides);

    /** How long the group waits for a sign of life, in milliseconds. */
    long sessionTimeoutMs(Map<String, Object> overrides);

    /** Which records of transactions its consumers see. */
    default IsolationLevel isolationLevel(Map<String, Object> overrides) {
        return IsolationLevel.READ_UNCOMMITTED;
    }
}
