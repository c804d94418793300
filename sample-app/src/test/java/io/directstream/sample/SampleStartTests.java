/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.directstream.sample.local.LocalBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@DisplayName("Starting the sample")
@ExtendWith(OutputCaptureExtension.class)
class SampleStartTests {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void aSecondTimeGoesOnWhereTheFirstOneEnded() {
        try (RunningSample first = RunningSample.start(directory)) {
            first.http().postLikeCurl("/orders", "{\"product\":\"tea\",\"amount\":2}");
            awaitOrders(first, 1);
        }

        try (RunningSample second = RunningSample.start(directory)) {
            second.http().postLikeCurl("/orders", "{\"product\":\"tea\",\"amount\":2}");
            awaitOrders(second, 2);
        }
    }

    @Test
    void withABrokerStartsNoneOfItsOwn() {
        try (LocalBroker broker = LocalBroker.start(directory.resolve("broker"), 0);
                RunningSample sample = RunningSample.start(
                        directory.resolve("sample"), "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers())) {
            sample.http().postLikeCurl("/orders", "{\"product\":\"tea\",\"amount\":2}");

            awaitOrders(sample, 1);
            assertThat(sample.context().getBeanNamesForType(LocalBroker.class)).isEmpty();
            assertThat(directory.resolve("sample").resolve("kafka")).doesNotExist();
        }
    }

    @Test
    void makesUpOrdersAndTellsWhatToDoNext(CapturedOutput output) {
        try (RunningSample sample = RunningSample.startWithOrders(100, directory)) {
            String port = sample.http().port();
            assertThat(output)
                    .contains(
                            "http://localhost:" + port + "/totals",
                            "http://localhost:" + port + "/actuator/directstreams",
                            "curl -X POST localhost:" + port + "/orders -d '{\"product\":\"tea\",\"amount\":2}'",
                            sample.bootstrapServers() + " in this JVM");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(output)
                            .containsPattern("orders/orders-\\d@\\[\\d+,\\d+\\) records: \\d+, took \\d+ ms"));
        }
    }

    private static void awaitOrders(RunningSample sample, int orders) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                JsonPath.<List<Integer>>read(sample.http().get("/totals"), "$[*].orders"))
                        .containsExactly(orders));
    }
}
