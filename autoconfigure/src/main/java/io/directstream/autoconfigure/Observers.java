/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.listener.ReadObserver;
import io.directstream.stream.DeliveryInterceptor;
import io.directstream.stream.StreamObserver;
import java.util.function.Supplier;

/**
 * Who is told what streams do. Asked for when the first stream is planned.
 *
 * @param streams told what they do
 * @param reads told of given ranges that are read
 * @param deliveries surrounds the calls of their listeners
 */
record Observers(
        Supplier<StreamObserver> streams, Supplier<ReadObserver> reads, Supplier<DeliveryInterceptor> deliveries) {}
