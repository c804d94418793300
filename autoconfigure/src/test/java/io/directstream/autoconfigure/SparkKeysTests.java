/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/** People bring Spark's settings along; each is answered with what does the same here. */
class SparkKeysTests {

    private static final Pattern KEY = Pattern.compile("'(direct-stream\\.[^']*)'");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            spark.streaming.kafka.maxRatePerPartition        | direct-stream.streams.orders.rate.max-records-per-second-per-partition
            maxRatePerPartition                              | direct-stream.streams.orders.rate.max-records-per-second-per-partition
            max-rate-per-partition                           | direct-stream.streams.orders.rate.max-records-per-second-per-partition
            spark.streaming.kafka.minRatePerPartition        | direct-stream.streams.orders.rate.min-records-per-second-per-partition
            spark.streaming.kafka.consumer.poll.ms           | direct-stream.streams.orders.read-timeout
            consumer.poll.ms                                 | direct-stream.streams.orders.read-timeout
            spark.streaming.kafka.consumer.cache.enabled     | direct-stream.consumer-cache.enabled
            consumer.cache.maxCapacity                       | direct-stream.consumer-cache.max-capacity
            spark.streaming.kafka.consumer.cache.initialCapacity | direct-stream.consumer-cache.max-capacity
            spark.streaming.kafka.consumer.cache.loadFactor  | direct-stream.consumer-cache.max-capacity
            spark.streaming.kafka.allowNonConsecutiveOffsets | remove it
            spark.streaming.backpressure.enabled             | direct-stream.streams.orders.rate.backpressure.enabled
            spark.streaming.backpressure.initialRate         | direct-stream.streams.orders.rate.backpressure.initial-records-per-second
            spark.streaming.backpressure.rateEstimator       | direct-stream.streams.orders.rate.backpressure.enabled
            spark.streaming.backpressure.pid.proportional    | direct-stream.streams.orders.rate.backpressure.proportional
            spark.streaming.backpressure.pid.integral        | direct-stream.streams.orders.rate.backpressure.integral
            spark.streaming.backpressure.pid.derived         | direct-stream.streams.orders.rate.backpressure.derivative
            spark.streaming.backpressure.pid.minRate         | direct-stream.streams.orders.rate.backpressure.min-records-per-second
            spark.streaming.concurrentJobs                   | direct-stream.streams.orders.concurrency
            spark.streaming.stopGracefullyOnShutdown         | direct-stream.streams.orders.shutdown-timeout
            spark.streaming.gracefulStopTimeout              | direct-stream.streams.orders.shutdown-timeout
            spark.streaming.ui.retainedBatches               | direct-stream.streams.orders.batch.history
            spark.task.maxFailures                           | direct-stream.streams.orders.failure.max-attempts
            spark.locality.wait                              | direct-stream.streams.orders.location.strategy
            spark.network.timeout                            | direct-stream.streams.orders.read-timeout
            spark.speculation                                | remove it
            batchInterval                                    | direct-stream.streams.orders.batch.interval
            """)
    void hasATwinHere(String key, String twin) {
        String said = twin("direct-stream.streams.orders." + key);

        assertThat(said).contains(twin);
        Matcher keys = KEY.matcher(said);
        while (keys.find()) {
            ConfigurationPropertyName known = name(keys.group(1) + "x");
            assertThat(KnownKeys.nearest(known)).contains(keys.group(1));
        }
    }

    @Test
    void belowNoStreamTheTwinNamesAny() {
        assertThat(twin("direct-stream.spark.streaming.kafka.maxRatePerPartition"))
                .contains("'direct-stream.streams.<name>.rate.max-records-per-second-per-partition'");
        assertThat(twin("direct-stream.consumer.cache.enabled")).contains("'direct-stream.consumer-cache.enabled'");
    }

    @Test
    void whatIsNotSparksHasNone() {
        assertThat(SparkKeys.twin(name("direct-stream.streams.orders.batch.max-record")))
                .isEmpty();
        assertThat(SparkKeys.twin(name("direct-stream.streams.orders.spark"))).isEmpty();
        assertThat(SparkKeys.twin(name("direct-stream"))).isEmpty();
    }

    private static String twin(String key) {
        return SparkKeys.twin(name(key)).orElseThrow();
    }

    private static ConfigurationPropertyName name(String key) {
        return ConfigurationPropertyName.adapt(key, '.');
    }
}
