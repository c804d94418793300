/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.fakes;

import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamContainers;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** An application's streams without a broker: each shows the snapshot it is given. */
public final class FakeStreams {

    private final Map<String, FakeStream> streams = new ConcurrentSkipListMap<>();

    private final DirectStreamContainers containers = mock(DirectStreamContainers.class);

    public FakeStreams() {
        given(containers.all())
                .willAnswer(call ->
                        streams.values().stream().map(FakeStream::container).toList());
        given(containers.find(anyString())).willAnswer(call -> find(call.getArgument(0)));
    }

    public DirectStreamContainers containers() {
        return containers;
    }

    /** Adds a stream that runs, has joined its group and has no partition. */
    public FakeStream add(String name) {
        FakeStream stream = new FakeStream(name);
        streams.put(name, stream);
        return stream;
    }

    public void clear() {
        streams.clear();
    }

    public void remove(String name) {
        streams.remove(name);
    }

    private Optional<DirectStreamContainer> find(String name) {
        return Optional.ofNullable(streams.get(name)).map(FakeStream::container);
    }
}
