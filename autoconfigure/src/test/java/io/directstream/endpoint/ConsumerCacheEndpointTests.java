/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.consumer.CacheOptions;
import io.directstream.consumer.CacheSnapshot;
import io.directstream.fakes.ActuatorClient;
import io.directstream.fakes.FakeStream;
import io.directstream.fakes.FakeStreams;
import io.directstream.stream.StreamOptions;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.io.ClassPathResource;

@ReadOnlyEndpoints
class ConsumerCacheEndpointTests {

    private final FakeStreams streams;

    private final ActuatorClient actuator;

    ConsumerCacheEndpointTests(@Autowired FakeStreams streams, @LocalServerPort int port) {
        this.streams = streams;
        this.actuator = new ActuatorClient(port);
    }

    @AfterEach
    void noStream() {
        streams.clear();
    }

    @Test
    void showsTheCachesOfAllStreamsAsOne() {
        streams.add("orders").cache(cache("orders", 30));
        streams.add("payments").cache(cache("payments", 0));

        assertThat(actuator.get("consumercache").body())
                .isStrictlyEqualTo(new ClassPathResource("consumercache.json", getClass()));
    }

    @Test
    void isDisabledWhereNoStreamKeepsReaders() {
        streams.add("orders").options(ConsumerCacheEndpointTests::withoutCache);
        assertThat(actuator.get("consumercache").body())
                .extractingPath("$.enabled")
                .isEqualTo(false);

        streams.add("payments");
        assertThat(actuator.get("consumercache").body())
                .extractingPath("$.enabled")
                .isEqualTo(true);
    }

    @Test
    void knowsNoHitRatioBeforeTheFirstLease() {
        streams.add("orders");

        assertThat(actuator.get("consumercache").body())
                .extractingPath("$.hitRatio")
                .isNull();
    }

    private static StreamOptions withoutCache(StreamOptions options) {
        CacheOptions cache = options.cache();
        return options.withCache(new CacheOptions(false, cache.maxCapacity(), cache.idleTimeout()));
    }

    private static CacheSnapshot cache(String stream, long hits) {
        String clientId = "shop-" + stream + "-fetcher-0";
        return new CacheSnapshot(
                64,
                1,
                1,
                hits,
                5,
                4,
                5,
                List.of(new CacheSnapshot.Entry(
                        "shop-" + stream,
                        new TopicPartition(stream, 7),
                        clientId,
                        120,
                        3,
                        900,
                        true,
                        12,
                        FakeStream.BEGIN,
                        FakeStream.BEGIN.plusMillis(1500))),
                List.of(new CacheSnapshot.FetcherEntry(clientId, 4, 900)));
    }
}
