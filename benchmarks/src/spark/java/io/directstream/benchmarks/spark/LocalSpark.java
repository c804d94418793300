/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.spark;

import io.directstream.benchmarks.client.Target;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.spark.SparkConf;

/** Spark in this process, set as its documentation and experience advise. */
final class LocalSpark {

    private static final int MAX_POLL_RECORDS = 5_000;

    /**
     * All of 200 partitions; a consumer that does not fit is made anew for each range. Those of 2,000 partitions do not fit
     * into a heap of 2 GiB, because each of them holds the metadata of the whole topic.
     */
    private static final String CACHED_CONSUMERS = "256";

    private LocalSpark() {}

    /** As many executor threads as every contender has. */
    static SparkConf conf() {
        return new SparkConf()
                .setMaster("local[" + Target.THREADS + "]")
                .setAppName("bench")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "localhost")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.streaming.kafka.consumer.cache.maxCapacity", CACHED_CONSUMERS);
    }

    static Map<String, Object> kafkaParams(Target target) {
        Map<String, Object> params = new HashMap<>(target.consumerProperties());
        params.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        return params;
    }
}
