/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.consumer;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** Passes the bytes of keys or values on, and has the {@link FetchTally} of its consumer's properties count them. */
public final class CountingDeserializer implements Deserializer<byte[]> {

    /** The property that holds the tally. */
    static final String TALLY = "direct.stream.fetch.tally";

    private FetchTally tally = new FetchTally();

    private boolean key;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        tally = (FetchTally) Objects.requireNonNull(configs.get(TALLY));
        key = isKey;
    }

    @Override
    public byte[] deserialize(String topic, byte[] data) {
        return data;
    }

    @Override
    public byte[] deserialize(String topic, Headers headers, byte[] data) {
        if (key) {
            tally.key(data.length);
        } else {
            tally.value(data.length, headers);
        }
        return data;
    }
}
