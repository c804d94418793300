/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import io.directstream.StreamBatch;
import io.directstream.StreamBatchListener;
import java.util.ArrayList;
import java.util.List;

/** Calls a listener method with one batch over all partitions. */
final class StreamListenerAdapter implements StreamBatchListener<Object, Object> {

    private final ListenerCall call;

    private final CommitArguments commits;

    StreamListenerAdapter(ListenerCall call, CommitArguments commits) {
        this.call = call;
        this.commits = commits;
    }

    @Override
    public void onBatch(StreamBatch<Object, Object> batch) throws Exception {
        List<Object> provided = new ArrayList<>(commits.of(batch, batch.isReplay()));
        provided.add(batch);
        call.with(() -> BatchContent.of(batch), provided);
    }
}
