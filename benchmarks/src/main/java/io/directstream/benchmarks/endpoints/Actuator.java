/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.endpoints;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/** Reads the actuator over HTTP, one request after the other, as a scraper would. */
final class Actuator {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();

    private final String base;

    private final AllocationFilter allocations;

    Actuator(int port, AllocationFilter allocations) {
        this.base = "http://localhost:" + port + "/actuator/";
        this.allocations = allocations;
    }

    /** Reads a path so many times, and returns what all of that together cost. */
    Cost read(String path, int times) throws IOException, InterruptedException {
        long[] nanos = new long[times];
        long allocated = 0;
        long bytes = 0;
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            bytes = get(path).length;
            nanos[i] = System.nanoTime() - begin;
            allocated += allocations.take();
        }
        Arrays.sort(nanos);
        return new Cost(nanos[times / 2], nanos[times - 1], bytes, allocated / times);
    }

    private byte[] get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT).build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException("%s answers %d".formatted(path, response.statusCode()));
        }
        return response.body();
    }

    /**
     * What an answer costs.
     *
     * @param medianNanos the time of the answer in the middle
     * @param maxNanos the time of the slowest
     * @param bytes how long the last one was
     * @param allocatedBytes what the serving thread allocated for one, in the mean
     */
    record Cost(long medianNanos, long maxNanos, long bytes, long allocatedBytes) {

        /** As figures of the path. */
        Map<String, Long> figures(String path) {
            return Map.of(
                    path + "/medianMicros",
                    medianNanos / 1000,
                    path + "/maxMicros",
                    maxNanos / 1000,
                    path + "/bytes",
                    bytes,
                    path + "/allocatedBytes",
                    allocatedBytes);
        }
    }
}
