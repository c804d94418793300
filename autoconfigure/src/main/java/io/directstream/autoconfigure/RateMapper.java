/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.autoconfigure.StreamRate.PartitionRate;
import io.directstream.listener.StreamSource;
import io.directstream.rate.PidRateEstimator.Gains;
import io.directstream.stream.BackpressureOptions;
import io.directstream.stream.RateOptions;
import io.directstream.stream.RateOptions.PartitionMaximum;
import io.directstream.stream.Trigger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/** From the settings of a stream's rate to the engine's options. */
final class RateMapper {

    private static final String MAX = "rate.max-records-per-second-per-partition";

    private static final String MIN = "rate.min-records-per-second-per-partition";

    private static final String PARTITIONS = "rate.partitions";

    private static final String BACKPRESSURE = "rate.backpressure.";

    private final Setting setting;

    RateMapper(Setting setting) {
        this.setting = setting;
    }

    RateOptions map(StreamRate rate, Trigger trigger) {
        RateOptions otherwise = RateOptions.DEFAULT;
        int least = (int) otherwise.minPerSecondPerPartition();
        int min = setting.atLeast(1, MIN, rate.minRecordsPerSecondPerPartition(), least);
        List<PartitionMaximum> own = new ArrayList<>();
        Set<TopicPartition> seen = new HashSet<>();
        for (int index = 0; index < rate.partitions().size(); index++) {
            PartitionRate entry = rate.partitions().get(index);
            String key = PARTITIONS + "[%d].".formatted(index);
            Long max = max(key + "max-records-per-second", entry.maxRecordsPerSecond(), min);
            for (TopicPartition partition : partitions(key, entry)) {
                if (!seen.add(partition)) {
                    throw setting.refuse(
                            key + "partitions",
                            entry.partitions(),
                            "an earlier entry names partition %d of topic '%s' already; name it once"
                                    .formatted(partition.partition(), partition.topic()));
                }
                own.add(new PartitionMaximum(partition, max));
            }
        }
        Long max = max(MAX, rate.maxRecordsPerSecondPerPartition(), min);
        return new RateOptions(max, min, own, backpressure(rate.backpressure(), trigger));
    }

    /** Refuses limits of partitions that the stream does not read, as far as that is known before it runs. */
    void check(StreamRate rate, StreamSource source) {
        for (int index = 0; index < rate.partitions().size(); index++) {
            PartitionRate entry = rate.partitions().get(index);
            String key = PARTITIONS + "[%d].".formatted(index);
            for (TopicPartition partition : partitions(key, entry)) {
                if (!source.reads(partition)) {
                    throw setting.refuse(
                            key + "partitions",
                            entry.partitions(),
                            "the stream reads %s and not %s; name one of these or add it".formatted(source, partition));
                }
            }
        }
    }

    private List<TopicPartition> partitions(String key, PartitionRate entry) {
        String topic = entry.topic();
        if (!StringUtils.hasText(topic)) {
            throw setting.refuse(key + "topic", topic, "it is missing; name the topic of these partitions");
        }
        return PartitionList.parse(setting, key + "partitions", entry.partitions()).stream()
                .map(number -> new TopicPartition(topic.strip(), number))
                .toList();
    }

    private @Nullable Long max(String key, @Nullable Integer max, int min) {
        if (max == null) {
            return null;
        }
        if (max < 1) {
            throw setting.refuse(
                    key, max, "it must be at least 1; remove it for no limit, pause the stream to stop it");
        }
        if (max < min) {
            throw setting.refuse(
                    key,
                    max,
                    "it must not be less than %s, which is %d; raise the one or lower the other"
                            .formatted(setting.key(MIN), min));
        }
        return max.longValue();
    }

    private @Nullable BackpressureOptions backpressure(StreamRate.Backpressure set, Trigger trigger) {
        if (!Boolean.TRUE.equals(set.enabled())) {
            return null;
        }
        if (trigger instanceof Trigger.Continuous) {
            throw setting.refuse(
                    BACKPRESSURE + "enabled",
                    true,
                    "without %s partitions go on as fast as the listener takes their ranges, so there is nothing to hold back; set that too or remove this"
                            .formatted(setting.key("batch.interval")));
        }
        BackpressureOptions otherwise = BackpressureOptions.DEFAULT;
        Gains gains = otherwise.gains();
        return new BackpressureOptions(
                setting.atLeast(1, BACKPRESSURE + "initial-records-per-second", set.initialRecordsPerSecond(), (int)
                        otherwise.initialPerSecond()),
                new Gains(
                        gain("proportional", set.proportional(), gains.proportional()),
                        gain("integral", set.integral(), gains.integral()),
                        gain("derivative", set.derivative(), gains.derivative())),
                setting.atLeast(1, BACKPRESSURE + "min-records-per-second", set.minRecordsPerSecond(), (int)
                        otherwise.minPerSecond()));
    }

    private double gain(String key, @Nullable Double value, double otherwise) {
        if (value != null && !(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw setting.refuse(
                    BACKPRESSURE + key,
                    value,
                    "it must be a number that is not negative; remove it for the default, %s".formatted(otherwise));
        }
        return value == null ? otherwise : value;
    }
}
