/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Makes real Kafka consumers from the application's consumer properties. What the engine depends on is set here and wins
 * over everything else: no auto-commit, no automatic reset, no automatic topic creation, the classic group protocol.
 * Subclasses may override {@link #create} to watch the consumers.
 */
public class KafkaClientFactory implements ClientFactory {

    /** What the engine decides, so that it must not be set as a plain property; the value says what to use instead. */
    public static final Map<String, String> OWNED_PROPERTIES = Map.ofEntries(
            Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "offsets are stored after the output; remove it"),
            Map.entry(ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG, "offsets are stored after the output; remove it"),
            Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "use offsets.when-none-stored"),
            Map.entry(ConsumerConfig.GROUP_ID_CONFIG, "use group-id"),
            Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "use batch.max-records"),
            Map.entry(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, "use location.strategy"),
            Map.entry(
                    ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                    "streams use the classic protocol, because the consumer "
                            + "protocol ignores client-side assignors; remove it"),
            Map.entry(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "use location.strategy"),
            Map.entry(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "use bootstrap-servers"),
            Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, "use spring.kafka.consumer.key-deserializer"),
            Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, "use spring.kafka.consumer.value-deserializer"),
            Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "streams never create topics; remove it"),
            Map.entry(ConsumerConfig.CLIENT_ID_CONFIG, "client ids are made from the group and the stream; remove it"),
            Map.entry(ConsumerConfig.EXCLUDE_INTERNAL_TOPICS_CONFIG, "internal topics are never read; remove it"),
            Map.entry(
                    ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
                    "streams deserialize on their workers, where " + "interceptors never come by; remove it"));

    private static final Set<String> NEVER_INHERITED = Set.of(
            ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG,
            ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG,
            ConsumerConfig.AUTO_COMMIT_INTERVAL_MS_CONFIG,
            ConsumerConfig.EXCLUDE_INTERNAL_TOPICS_CONFIG);

    private static final Set<String> GROUP_ONLY = Set.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG);

    /** What an admin client does not know. Names that no client knows are for the parts that it loads, such as SSL bundles. */
    private static final Set<String> CONSUMERS_ONLY = ConsumerConfig.configNames().stream()
            .filter(name -> !AdminClientConfig.configNames().contains(name))
            .collect(Collectors.toUnmodifiableSet());

    /** New partitions and topics are found within a minute instead of Kafka's five. */
    private static final int METADATA_MAX_AGE_MS = 60_000;

    /**
     * Instead of Kafka's three seconds: members hear of a rebalance by their heartbeats, and a partition that moves waits for
     * two of them. Of a session that is shorter than three of these, a third.
     */
    private static final int HEARTBEAT_INTERVAL_MS = 1_000;

    /**
     * Shorter than Kafka's 500, because a partition that joins a fetcher waits behind the fetch that is under way; not
     * shorter still, because fetching nothing is most of what an idle stream costs.
     */
    private static final int FETCH_MAX_WAIT_MS = 100;

    /**
     * Few enough that many of them are still in the processor's cache when the worker that polled handles them; enough that
     * what the client does in each poll for each partition, of which there may be thousands, is little for each record.
     */
    static final int MAX_POLL_RECORDS = 10_000;

    private final Map<String, Object> properties;

    private final String clientIdPrefix;

    /**
     * Uses the given consumer properties.
     *
     * @param properties Kafka consumer properties of the application and the stream
     * @param clientIdPrefix what the client ids begin with; unique per stream in the application
     */
    public KafkaClientFactory(Map<String, ?> properties, String clientIdPrefix) {
        this.properties = Map.copyOf(withoutNulls(properties));
        this.clientIdPrefix = clientIdPrefix;
    }

    @Override
    public final Consumer<byte[], byte[]> groupConsumer(String groupId, Map<String, Object> overrides) {
        Map<String, Object> config = common(overrides);
        config.remove(CommonClientConfigs.CLIENT_RACK_CONFIG);
        config.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MS);
        config.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, heartbeatIntervalMs(config));
        config.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, clientIdPrefix + "-member");
        return create(config);
    }

    @Override
    public final Consumer<byte[], byte[]> fetcher(
            int index, Map<String, Object> overrides, FetchLimits limits, FetchTally tally) {
        Map<String, Object> config = common(overrides);
        config.keySet().removeAll(GROUP_ONLY);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, fetcherClientId(index));
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, CountingDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, CountingDeserializer.class);
        config.put(CountingDeserializer.TALLY, tally);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        config.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
        config.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_MAX_WAIT_MS);
        config.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, limits.maxBytes());
        config.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, limits.maxPartitionBytes());
        return create(config);
    }

    @Override
    public final Admin admin(Map<String, Object> overrides) {
        Map<String, Object> config = new HashMap<>(properties);
        config.putAll(overrides);
        config.keySet().removeAll(CONSUMERS_ONLY);
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, clientIdPrefix + "-admin");
        return Admin.create(config);
    }

    @Override
    public final String fetcherClientId(int index) {
        return clientIdPrefix + "-fetcher-" + index;
    }

    @Override
    public final String bootstrapServers() {
        return String.valueOf(properties.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG));
    }

    @Override
    public final long maxPollIntervalMs(Map<String, Object> overrides) {
        return millis(overrides, ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 300_000);
    }

    @Override
    public final long sessionTimeoutMs(Map<String, Object> overrides) {
        return millis(overrides, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 45_000);
    }

    @Override
    public final IsolationLevel isolationLevel(Map<String, Object> overrides) {
        Object value = common(overrides).get(ConsumerConfig.ISOLATION_LEVEL_CONFIG);
        return IsolationLevel.READ_COMMITTED
                        .name()
                        .toLowerCase(Locale.ROOT)
                        .equals(String.valueOf(value).trim())
                ? IsolationLevel.READ_COMMITTED
                : IsolationLevel.READ_UNCOMMITTED;
    }

    private long millis(Map<String, Object> overrides, String property, long usual) {
        Object value = common(overrides).get(property);
        return value == null ? usual : Long.parseLong(value.toString().trim());
    }

    /** Makes the consumer; the properties are complete. */
    protected Consumer<byte[], byte[]> create(Map<String, Object> config) {
        return new KafkaConsumer<>(config);
    }

    private static int heartbeatIntervalMs(Map<String, Object> config) {
        Object session = config.get(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
        return session == null
                ? HEARTBEAT_INTERVAL_MS
                : Math.min(
                        HEARTBEAT_INTERVAL_MS,
                        Integer.parseInt(session.toString().trim()) / 3);
    }

    private Map<String, Object> common(Map<String, Object> overrides) {
        Map<String, Object> config = new HashMap<>(properties);
        config.putAll(overrides);
        config.keySet().removeAll(NEVER_INHERITED);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        return config;
    }

    private static Map<String, Object> withoutNulls(Map<String, ?> source) {
        Map<String, Object> copy = new HashMap<>();
        source.forEach((key, value) -> {
            if (value != null) {
                copy.put(key, value);
            }
        });
        return copy;
    }
}
