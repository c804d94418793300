/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.Progress;
import io.directstream.fakes.Batches;
import io.directstream.fakes.FakeStreams;
import io.directstream.fakes.Partitions;
import io.directstream.fakes.SettableClock;
import io.directstream.listener.ObservedRead;
import io.directstream.offset.StoreOutcome;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Prometheus gets to see. */
class PrometheusScrapeTests {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    private final FakeStreams streams = new FakeStreams();

    private final BatchMeters batches = new BatchMeters(registry, new SettableClock());

    private final ReadMeters reads = new ReadMeters(registry, new SettableClock());

    private final StreamMetersRefresher refresher = new StreamMetersRefresher(
            streams.containers(), batches, reads, registry, stream -> !stream.equals("coarse"));

    @BeforeEach
    void threeStreams() {
        new ConsumerCacheMeters(streams.containers(), new SettableClock()).bindTo(registry);
        streams.add("orders")
                .assigned(Partitions.behind("orders", 0, 20, Duration.ofMillis(2400)), Partitions.loading("orders", 1));
        streams.add("coarse").assigned(Partitions.behind("coarse", 0, 5, null));
        streams.add("idle");
        batches.batchFinished(Batches.completed("orders", 1));
        batches.storeAnswered("orders", "kafka", StoreOutcome.STORED, Duration.ofMillis(20));
        batches.rebalanced("orders");
        batches.recordsLost("orders", new TopicPartition("orders", 0), 7);
        ObservedRead nightly =
                new ObservedRead("nightly", ObservedRead.Purpose.BOUNDED, () -> new Progress(1, 2, 60, 200, 50));
        streams.add("nightly");
        reads.started(nightly);
        refresher.refresh();
    }

    @Test
    void metersHaveTheNamesThatTheDocumentationGivesThem() {
        assertThat(samples())
                .contains(
                        "direct_stream_batch_seconds_count{outcome=\"completed\",stream=\"orders\"} 1",
                        "direct_stream_batch_seconds_sum{outcome=\"completed\",stream=\"orders\"} 0.25",
                        "direct_stream_batch_seconds_max{outcome=\"completed\",stream=\"orders\"} 0.25",
                        "direct_stream_batch_seconds_count{outcome=\"failed\",stream=\"orders\"} 0",
                        "direct_stream_batch_scheduling_delay_seconds_count{stream=\"orders\"} 1",
                        "direct_stream_batch_total_delay_seconds_sum{stream=\"orders\"} 0.3",
                        "direct_stream_batch_records_sum{stream=\"orders\"} 10.0",
                        "direct_stream_batch_attempts_max{stream=\"orders\"} 1.0",
                        "direct_stream_offset_stores_seconds_count{outcome=\"stored\",store=\"kafka\",stream=\"orders\"} 1",
                        "direct_stream_fence_hits_total{stream=\"orders\"} 0.0",
                        "direct_stream_rebalances_total{stream=\"orders\"} 1.0",
                        "direct_stream_records_lost_total{stream=\"orders\",topic=\"orders\"} 7.0",
                        "direct_stream_batch_last_completed_seconds{stream=\"orders\"} 0.0",
                        "direct_stream_records_total{outcome=\"completed\",stream=\"orders\",topic=\"orders\"} 10.0",
                        "direct_stream_lag_records{partition=\"0\",stream=\"orders\",topic=\"orders\"} 20.0",
                        "direct_stream_lag_time_seconds{partition=\"0\",stream=\"orders\",topic=\"orders\"} 2.4",
                        "direct_stream_lag_records{partition=\"all\",stream=\"coarse\",topic=\"coarse\"} 5.0",
                        "direct_stream_state{state=\"running\",stream=\"idle\"} 1.0",
                        "direct_stream_state{state=\"failed\",stream=\"idle\"} 0.0",
                        "direct_stream_read_seconds_count{outcome=\"completed\",purpose=\"bounded\",stream=\"nightly\"} 0",
                        "direct_stream_read_records_total{purpose=\"bounded\",stream=\"nightly\"} 50.0",
                        "direct_stream_read_active{purpose=\"bounded\",stream=\"nightly\"} 1.0",
                        "direct_stream_read_remaining_offsets{purpose=\"bounded\",stream=\"nightly\"} 140.0",
                        "cache_size{cache=\"direct-stream.consumers\"} 0.0",
                        "cache_gets_total{cache=\"direct-stream.consumers\",result=\"hit\"} 0.0",
                        "cache_evictions_total{cache=\"direct-stream.consumers\"} 0.0",
                        "cache_puts_total{cache=\"direct-stream.consumers\"} 0.0");
    }

    @Test
    void whatIsUnknownHasNoSample() {
        assertThat(samples())
                .noneMatch(sample -> sample.contains("NaN"))
                .noneMatch(sample -> sample.startsWith("direct_stream_lag") && sample.contains("partition=\"1\""))
                .noneMatch(sample -> sample.startsWith("direct_stream_lag_time") && sample.contains("coarse"))
                .noneMatch(sample -> sample.startsWith("direct_stream_batch_last") && sample.contains("idle"));
    }

    @Test
    void whatBecomesUnknownLosesItsSample() {
        streams.add("orders").assigned(Partitions.loading("orders", 0));

        refresher.refresh();

        assertThat(samples())
                .noneMatch(sample -> sample.contains("NaN"))
                .noneMatch(sample -> sample.startsWith("direct_stream_lag") && sample.contains("orders"));
    }

    @Test
    void everySampleIsInTheDocumentation() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("basedir", ""), "..", "docs", "metrics.md"));

        assertThat(samples())
                .extracting(sample -> sample.substring(0, sample.indexOf('{')).replaceFirst("_(count|sum|max)$", ""))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(page).contains("`" + name));
    }

    private List<String> samples() {
        return Stream.of(registry.scrape().split("\n"))
                .filter(line -> !line.startsWith("#"))
                .map(String::strip)
                .toList();
    }
}
