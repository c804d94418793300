/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.sample.Http;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The packaged sample")
class PackagedApplicationTests {
    private static final Path JAR = Path.of(System.getProperty("sample.jar"));

    @TempDir
    private Path directory;

    @Test
    void runsWithNothingInstalledAndStopsCleanlyWithinTenSeconds() {
        try (JavaProcess sample = JavaProcess.start(JAR, directory, "--server.port=0", "--sample.kafka-port=0")) {
            String port = sample.awaitOutput("http://localhost:(\\d+)/totals").group(1);
            new Http(port).postLikeCurl("/orders", "{\"product\":\"chocolate\",\"amount\":2}");
            sample.awaitOutput("orders/orders-\\d@\\[\\d+,\\d+\\) records: \\d+, took \\d+ ms");

            Duration stopping = sample.stop();

            assertThat(stopping).isLessThan(Duration.ofSeconds(10));
            assertThat(sample.output())
                    .doesNotContainPattern("(WARN|ERROR) \\d+ ---")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void tellsWhatToDoWhenItIsStartedTwice(@TempDir Path elsewhere) {
        try (JavaProcess first = JavaProcess.start(JAR, directory, "--server.port=0", "--sample.kafka-port=0")) {
            first.awaitOutput("Order totals is running");
            try (JavaProcess second =
                    JavaProcess.start(JAR, elsewhere, "--sample.data-directory=" + directory.resolve("data"))) {
                second.awaitOutput("another running application uses this directory");
            }
        }
    }
}
