/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.ClientFactory;
import io.directstream.consumer.FetchLimits;
import io.directstream.consumer.FetchTally;
import io.directstream.strategy.Assign;
import io.directstream.strategy.ConsumerStrategy;
import io.directstream.strategy.Subscription;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares what a strategy reads with what there is. */
final class TopicLookup {

    private static final Logger log = LoggerFactory.getLogger(TopicLookup.class);

    private static final FetchLimits NOTHING = new FetchLimits(1, 1);

    private TopicLookup() {}

    /** Asks the brokers with a consumer of its own. */
    static Set<String> missing(ClientFactory clients, ConsumerStrategy strategy, Duration timeout) {
        try (Consumer<byte[], byte[]> consumer =
                clients.fetcher(0, strategy.consumerProperties(), NOTHING, new FetchTally())) {
            return missing(strategy, consumer.listTopics(timeout));
        }
    }

    /** What the strategy reads and nobody has made: topics, or partitions of a topic that has fewer, or the pattern. */
    static Set<String> missing(ConsumerStrategy strategy, Map<String, List<PartitionInfo>> existing) {
        Subscription subscription = strategy.subscription();
        if (subscription instanceof Subscription.Matching matching) {
            return existing.keySet().stream().anyMatch(matching::matches) ? Set.of() : Set.of(matching.toString());
        }
        Set<String> missing = new TreeSet<>(((Subscription.Topics) subscription).topics());
        missing.removeAll(existing.keySet());
        if (strategy instanceof Assign assign) {
            assign.partitions().stream()
                    .filter(partition -> existing.containsKey(partition.topic()))
                    .filter(partition -> !exists(partition, existing))
                    .map(TopicPartition::toString)
                    .forEach(missing::add);
        }
        return missing;
    }

    /**
     * Those of the topics that there are. A consumer that joined its group knows them, so that nobody is asked, and not
     * for all topics of the cluster; the brokers are asked for each topic that it does not know.
     */
    static Map<String, List<PartitionInfo>> existing(Consumer<?, ?> consumer, Set<String> topics, Duration timeout) {
        Map<String, List<PartitionInfo>> existing = new HashMap<>();
        for (String topic : topics) {
            try {
                List<PartitionInfo> infos = consumer.partitionsFor(topic, timeout);
                if (infos != null && !infos.isEmpty()) {
                    existing.put(topic, infos);
                }
            } catch (TopicAuthorizationException refused) {
                log.debug("whether topic {} exists is not told", topic, refused);
            }
        }
        return existing;
    }

    /** Those of the topics that are no more, as far as this consumer's metadata tells without asking; else the brokers do. */
    static Set<String> vanished(Consumer<?, ?> consumer, Set<String> topics, Duration timeout) {
        Set<String> vanished = new TreeSet<>();
        for (String topic : topics) {
            try {
                List<PartitionInfo> infos = consumer.partitionsFor(topic, timeout);
                if (infos == null || infos.isEmpty()) {
                    vanished.add(topic);
                }
            } catch (TimeoutException unknown) {
                log.debug("whether topic {} exists is not known", topic, unknown);
            }
        }
        return vanished;
    }

    static boolean exists(TopicPartition partition, Map<String, List<PartitionInfo>> existing) {
        return existing.getOrDefault(partition.topic(), List.of()).stream()
                .anyMatch(info -> info.partition() == partition.partition());
    }
}
