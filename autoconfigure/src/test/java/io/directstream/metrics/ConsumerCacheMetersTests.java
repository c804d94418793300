/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.consumer.CacheSnapshot;
import io.directstream.fakes.FakeStream;
import io.directstream.fakes.FakeStreams;
import io.directstream.fakes.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsumerCacheMetersTests {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private final FakeStreams streams = new FakeStreams();

    private final SettableClock clock = new SettableClock();

    private final ConsumerCacheMeters meters = new ConsumerCacheMeters(streams.containers(), clock);

    @BeforeEach
    void bind() {
        meters.bindTo(registry);
        clock.advance(Duration.ofSeconds(1));
    }

    @Test
    void figuresAreTheSumsOverAllStreams() {
        streams.add("orders").cache(cache(3, 30, 10, 2, 5));
        streams.add("payments").cache(cache(1, 4, 1, 0, 1));

        assertThat(registry.get("cache.size")
                        .tag("cache", "direct-stream.consumers")
                        .gauge()
                        .value())
                .isEqualTo(4);
        assertThat(gets("hit")).isEqualTo(34);
        assertThat(gets("miss")).isEqualTo(11);
        assertThat(registry.get("cache.evictions").functionCounter().count()).isEqualTo(2);
        assertThat(registry.get("cache.puts").functionCounter().count()).isEqualTo(6);
    }

    @Test
    void countsGoOnWhenAStreamCountsFromZeroAgain() {
        FakeStream orders = streams.add("orders").cache(cache(1, 100, 0, 0, 1));
        assertThat(gets("hit")).isEqualTo(100);

        orders.cache(cache(1, 3, 0, 0, 1));
        clock.advance(Duration.ofSeconds(1));
        assertThat(gets("hit")).isEqualTo(103);

        streams.remove("orders");
        clock.advance(Duration.ofSeconds(1));
        assertThat(gets("hit")).isEqualTo(103);
    }

    @Test
    void allFiguresOfAScrapeShareOneLookAtTheCaches() {
        FakeStream orders = streams.add("orders").cache(cache(1, 100, 7, 0, 1));
        assertThat(gets("hit")).isEqualTo(100);

        orders.cache(cache(1, 200, 9, 0, 1));
        clock.advance(Duration.ofMillis(999));
        assertThat(gets("miss")).isEqualTo(7);
        clock.advance(Duration.ofMillis(1));
        assertThat(gets("miss")).isEqualTo(9);
    }

    private double gets(String result) {
        return registry.get("cache.gets")
                .tags("cache", "direct-stream.consumers", "result", result)
                .functionCounter()
                .count();
    }

    private static CacheSnapshot cache(int size, long hits, long misses, long evictions, long puts) {
        return new CacheSnapshot(64, size, 0, hits, misses, evictions, puts, List.of(), List.of());
    }
}
