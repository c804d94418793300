/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

/** What a contender's JVM finds on its class path besides this module's own classes. */
public enum ClassPath {
    /** What the measuring process has as well. */
    OWN,
    /** Spark and what it brings, other versions of Kafka's client included; nothing of ours, of Spring or of Logback. */
    SPARK
}
