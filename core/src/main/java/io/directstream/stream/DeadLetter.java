/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.RangeAddress;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record that no listener could handle, on its way to where somebody looks after it.
 *
 * @param topic where it goes
 * @param address the range that was delivered when it failed
 * @param record the record with its key and value as they were fetched
 * @param headers its headers as they were fetched, whatever a listener made of them
 * @param attempt which delivery was the last, from 1
 * @param cause why that failed
 */
public record DeadLetter(
        String topic,
        RangeAddress address,
        ConsumerRecord<byte[], byte[]> record,
        Headers headers,
        int attempt,
        Throwable cause) {}
