/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.json.JsonMapper;

/** The totals of a topic, counted by a plain consumer that reads it from its beginning. */
final class Recount {
    static final Comparator<PartitionTotal> ORDER =
            Comparator.comparingInt(PartitionTotal::partition).thenComparing(PartitionTotal::product);

    private final JsonMapper json = new JsonMapper();
    private final Map<Key, PartitionTotal> totals = new HashMap<>();

    private Recount() {}

    /** Counts a topic to which nobody writes any more, in the order of partitions and products. */
    static List<PartitionTotal> of(String bootstrapServers, String topic, int partitions) {
        Recount recount = new Recount();
        TopicReader.read(bootstrapServers, topic, partitions, "read_uncommitted", recount::add);
        return recount.totals.values().stream().sorted(ORDER).toList();
    }

    private void add(ConsumerRecord<String, String> record) {
        Order order = json.readValue(record.value(), Order.class);
        totals.merge(
                new Key(record.partition(), order.product()),
                new PartitionTotal(record.partition(), order.product(), 1, order.amount()),
                (one, other) -> new PartitionTotal(
                        one.partition(), one.product(), one.orders() + other.orders(), one.amount() + other.amount()));
    }

    private record Key(int partition, String product) {}

    private record Order(String product, int amount) {}
}
