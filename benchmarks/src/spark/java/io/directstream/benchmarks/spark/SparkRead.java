/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.spark;

import io.directstream.benchmarks.client.BoundedRead;
import io.directstream.benchmarks.client.BoundedReader;
import io.directstream.benchmarks.client.RecordSink;
import io.directstream.benchmarks.client.Target;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.streaming.kafka010.KafkaUtils;
import org.apache.spark.streaming.kafka010.LocationStrategies;
import org.apache.spark.streaming.kafka010.OffsetRange;

/** Spark's read of given ranges, in one go and without commits. Its context is there before it begins. */
public final class SparkRead extends BoundedRead {

    /** Made by name. */
    public SparkRead() {
        super(Reader::new);
    }

    private static final class Reader implements BoundedReader {

        private final Map<String, Object> params;

        private final OffsetRange[] ranges;

        private final JavaSparkContext context;

        Reader(Target target) {
            this.params = LocalSpark.kafkaParams(target);
            try (TopicOffsets offsets = new TopicOffsets(target)) {
                this.ranges = offsets.inParts(1).get(0);
            }
            this.context = new JavaSparkContext(LocalSpark.conf());
        }

        @Override
        public void read(RecordSink sink) {
            TaskSink.use(sink);
            JavaRDD<ConsumerRecord<byte[], byte[]>> rdd =
                    KafkaUtils.createRDD(context, params, ranges, LocationStrategies.PreferConsistent());
            rdd.foreachPartition(TaskSink::accept);
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
