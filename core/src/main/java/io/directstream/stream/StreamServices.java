/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.StreamClock;
import io.directstream.consumer.ClientFactory;
import io.directstream.offset.KafkaOffsetStore;
import io.directstream.offset.OffsetStoreFactory;

/**
 * What a stream is built on.
 *
 * @param clients makes every Kafka client of the stream
 * @param offsetStore makes its offset store
 * @param observer told what it does
 * @param clock its only source of time
 * @param deadLetters where records go whose attempts are over, if that is what happens to them
 * @param interceptor surrounds the calls of its listener
 */
public record StreamServices(
        ClientFactory clients,
        OffsetStoreFactory offsetStore,
        StreamObserver observer,
        StreamClock clock,
        DeadLetters.Source deadLetters,
        DeliveryInterceptor interceptor) {

    /** Services without dead letters and with nothing around the listener. */
    public StreamServices(
            ClientFactory clients, OffsetStoreFactory offsetStore, StreamObserver observer, StreamClock clock) {
        this(clients, offsetStore, observer, clock, DeadLetters.Source.NONE, DeliveryInterceptor.NONE);
    }

    /** Offsets in Kafka, no observer, the machine's clocks. */
    public static StreamServices of(ClientFactory clients) {
        return new StreamServices(clients, KafkaOffsetStore::new, StreamObserver.NONE, StreamClock.SYSTEM);
    }

    /** These services with another observer. */
    public StreamServices withObserver(StreamObserver other) {
        return new StreamServices(clients, offsetStore, other, clock, deadLetters, interceptor);
    }

    /** These services with another offset store. */
    public StreamServices withOffsetStore(OffsetStoreFactory other) {
        return new StreamServices(clients, other, observer, clock, deadLetters, interceptor);
    }

    /** These services with dead letters that go elsewhere. */
    public StreamServices withDeadLetters(DeadLetters.Source other) {
        return new StreamServices(clients, offsetStore, observer, clock, other, interceptor);
    }

    /** These services with something else around the listener. */
    public StreamServices withInterceptor(DeliveryInterceptor other) {
        return new StreamServices(clients, offsetStore, observer, clock, deadLetters, other);
    }
}
