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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.SparkConf;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaInputDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.streaming.kafka010.CanCommitOffsets;
import org.apache.spark.streaming.kafka010.ConsumerStrategies;
import org.apache.spark.streaming.kafka010.HasOffsetRanges;
import org.apache.spark.streaming.kafka010.KafkaUtils;
import org.apache.spark.streaming.kafka010.LocationStrategies;
import org.apache.spark.streaming.kafka010.OffsetRange;

/**
 * Spark's direct stream, each batch's ranges committed after its output.
 *
 * <p>A full topic comes in four batches, which suits Spark best: the interval is so short that the next batch is always due,
 * a batch is so large that its scheduling costs next to nothing, and from the second on the consumers are cached.
 */
// Spark deprecates all of its streams of this kind.
@SuppressWarnings("deprecation")
public final class SparkStream implements Contender {

    private static final long INTERVAL_MILLIS = 200;

    private static final int BATCHES = 4;

    @Override
    public Running start(Target target, RecordSink sink) {
        TaskSink.use(sink);
        TopicOffsets offsets = new TopicOffsets(target);
        JavaStreamingContext context = new JavaStreamingContext(
                conf(offsets.inParts(BATCHES).get(0)), Durations.milliseconds(INTERVAL_MILLIS));
        Map<TopicPartition, OffsetRange> handled = new ConcurrentHashMap<>();
        consume(context, target, handled);
        context.start();
        return () -> {
            context.stop(true, true);
            // Spark sends a commit with the next batch, and there is none after the last.
            offsets.commit(handled.values());
            offsets.close();
        };
    }

    private static void consume(JavaStreamingContext context, Target target, Map<TopicPartition, OffsetRange> handled) {
        Map<String, Object> params = LocalSpark.kafkaParams(target);
        JavaInputDStream<ConsumerRecord<byte[], byte[]>> stream = KafkaUtils.createDirectStream(
                context,
                LocationStrategies.PreferConsistent(),
                ConsumerStrategies.Subscribe(List.of(target.topic()), params));
        stream.foreachRDD(batch -> {
            // Spark has batches without a record wait too, and each would be a task per partition.
            if (!batch.isEmpty()) {
                OffsetRange[] ranges = ((HasOffsetRanges) batch.rdd()).offsetRanges();
                batch.foreachPartition(TaskSink::accept);
                ((CanCommitOffsets) stream.inputDStream()).commitAsync(ranges);
                for (OffsetRange range : ranges) {
                    handled.put(range.topicPartition(), range);
                }
            }
        });
    }

    private static SparkConf conf(OffsetRange[] firstBatch) {
        long largest =
                Arrays.stream(firstBatch).mapToLong(OffsetRange::count).max().orElse(0);
        long perSecond = largest * TimeUnit.SECONDS.toMillis(1) / INTERVAL_MILLIS;
        // 0: as much as there is.
        return LocalSpark.conf().set("spark.streaming.kafka.maxRatePerPartition", Long.toString(perSecond));
    }
}
