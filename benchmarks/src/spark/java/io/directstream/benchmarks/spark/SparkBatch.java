/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.spark;

import io.directstream.benchmarks.client.Contender;
import io.directstream.benchmarks.client.RecordSink;
import io.directstream.benchmarks.client.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.streaming.kafka010.KafkaUtils;
import org.apache.spark.streaming.kafka010.LocationStrategies;
import org.apache.spark.streaming.kafka010.OffsetRange;

/**
 * Spark's bounded reads: what is in the topic at the start, in two of them one after the other. The consumers of the first are
 * cached for the second. Each one's ranges are committed after its output.
 */
public final class SparkBatch implements Contender {

    private static final int READS = 2;

    @Override
    public Running start(Target target, RecordSink sink) {
        TaskSink.use(sink);
        CompletableFuture<Void> reads = CompletableFuture.runAsync(() -> readAll(target), SparkBatch::inBackground);
        return reads::join;
    }

    private static void inBackground(Runnable work) {
        new Thread(work, "reads").start();
    }

    private static void readAll(Target target) {
        Map<String, Object> params = LocalSpark.kafkaParams(target);
        try (JavaSparkContext context = new JavaSparkContext(LocalSpark.conf());
                TopicOffsets offsets = new TopicOffsets(target)) {
            for (OffsetRange[] ranges : offsets.inParts(READS)) {
                JavaRDD<ConsumerRecord<byte[], byte[]>> read =
                        KafkaUtils.createRDD(context, params, ranges, LocationStrategies.PreferConsistent());
                read.foreachPartition(TaskSink::accept);
                offsets.commit(List.of(ranges));
            }
        }
    }
}
