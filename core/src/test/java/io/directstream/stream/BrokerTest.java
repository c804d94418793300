/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.testing.KafkaBroker;
import io.directstream.testing.StreamHarness;
import io.directstream.testing.TestTopics;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

/** A test against the broker of this JVM. */
abstract class BrokerTest {

    final String bootstrapServers = KafkaBroker.shared().bootstrapServers();

    final TestTopics topics = new TestTopics(bootstrapServers);

    final StreamHarness streams = new StreamHarness(bootstrapServers);

    final String group = TestTopics.unique("group");

    @AfterEach
    void closeClients() {
        topics.close();
    }

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(10));
    }
}
