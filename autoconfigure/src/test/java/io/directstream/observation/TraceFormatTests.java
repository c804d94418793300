/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.observation.TraceFormat.Ids;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceFormatTests {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static final String SPAN = "b7ad6b7169203331";

    @Test
    void readsTheFormatsThatThePropagatorNames() {
        assertThat(TraceFormat.among(List.of("tracestate", "traceparent", "baggage")))
                .containsExactly(TraceFormat.W3C);
        assertThat(TraceFormat.among(List.of("b3", "x-b3-traceid", "X-B3-SpanId", "traceparent")))
                .as("in the order in which Boot's propagator looks for them")
                .containsExactly(TraceFormat.W3C, TraceFormat.B3, TraceFormat.B3_MULTI);
        assertThat(TraceFormat.among(List.of("X-Amzn-Trace-Id"))).isEmpty();
    }

    @Test
    void readsW3c() {
        assertThat(TraceFormat.W3C.parse("00-" + TRACE + '-' + SPAN + "-01")).isEqualTo(new Ids(TRACE, SPAN, true));
        assertThat(TraceFormat.W3C.parse("00-" + TRACE + '-' + SPAN + "-02")).isEqualTo(new Ids(TRACE, SPAN, false));
        assertThat(TraceFormat.W3C.parse("01-" + TRACE + '-' + SPAN + "-01-what.comes.later"))
                .as("a later version may add something")
                .isEqualTo(new Ids(TRACE, SPAN, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "ff-" + TRACE + '-' + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-" + TRACE + "-01",
                "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01"
            })
    void refusesWhatIsNoW3c(String text) {
        assertThat(TraceFormat.W3C.parse(text)).isNull();
    }

    @Test
    void readsB3() {
        assertThat(TraceFormat.B3.parse(TRACE + '-' + SPAN)).isEqualTo(new Ids(TRACE, SPAN, false));
        assertThat(TraceFormat.B3.parse(TRACE + '-' + SPAN + "-1-05e3ac9a4f6e3b90"))
                .isEqualTo(new Ids(TRACE, SPAN, true));
        assertThat(TraceFormat.B3.parse("8448eb211c80319c-" + SPAN + "-d"))
                .isEqualTo(new Ids("8448eb211c80319c", SPAN, true));
        assertThat(TraceFormat.B3.parse("0")).as("not sampled, and no ids").isNull();
    }

    @Test
    void readsB3FromSeveralHeaders() {
        Headers headers = new RecordHeaders()
                .add("X-B3-TraceId", bytes(TRACE))
                .add("X-B3-SpanId", bytes(SPAN))
                .add("X-B3-Sampled", bytes("1"));

        String text = TraceFormat.B3_MULTI.text(headers);

        assertThat(TraceFormat.B3_MULTI.parse(text)).isEqualTo(new Ids(TRACE, SPAN, true));
        assertThat(TraceFormat.B3_MULTI.text(new RecordHeaders().add("X-B3-TraceId", bytes(TRACE))))
                .isNull();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
