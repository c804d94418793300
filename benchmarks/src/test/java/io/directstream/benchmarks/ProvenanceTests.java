/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class ProvenanceTests {

    @Test
    void aLineSaysWhenOnWhatAndOfWhat() throws Exception {
        assertThat(Provenance.line(Settings.from(new Properties())))
                .matches(
                        "\\*Measured \\d{4}-\\d\\d-\\d\\d · commit .+ cores, \\d+ GiB · Java .+ · Kafka broker and client \\d.+ · "
                                + "spring-kafka \\d.+ · contenders with `-Xms2g .+`\\*");
    }

    @Test
    void sparksVersionsAreThoseOfItsClassPath() {
        assertThat(Provenance.spark("/repository/spark-core_2.13-4.1.0.jar:/repository/kafka-clients-3.9.1.jar"))
                .isEqualTo("Spark 4.1.0 with client 3.9.1");
    }
}
