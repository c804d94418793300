/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.springframework.test.json.JsonContent;

/** Calls the actuator of an application in this JVM, as curl would. */
public final class ActuatorClient {

    private final HttpClient http = HttpClient.newHttpClient();

    private final String base;

    public ActuatorClient(int port) {
        this.base = "http://localhost:" + port + "/actuator/";
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, String json, String... headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        return send((headers.length > 0) ? request.headers(headers) : request);
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
    }

    /** Brings a stream into a state. */
    public void steer(String stream, String state) {
        Answer answer = post("directstreams/" + stream, "{\"state\": \"%s\"}".formatted(state));
        assertThat(answer.status()).isEqualTo(200);
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), new JsonContent(response.body()));
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        } catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ex);
        }
    }

    /**
     * What came back.
     *
     * @param status the HTTP status
     * @param body the body
     */
    public record Answer(int status, JsonContent body) {}
}
