/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.consumer.RecordDeserializer;
import java.util.List;

/**
 * The workers, as a batch over all partitions uses them beside the one that runs its listener.
 *
 * @param ready where they look for work
 * @param deserializers one per worker
 * @param own the worker that runs the listener
 */
record SideWork<K, V>(ReadyQueue ready, List<RecordDeserializer<K, V>> deserializers, int own) {

    /** How many can help. */
    int helpers() {
        return deserializers.size() - 1;
    }

    RecordDeserializer<K, V> ofWorker(int worker) {
        return deserializers.get(worker);
    }

    RecordDeserializer<K, V> ofListener() {
        return deserializers.get(own);
    }

    /** Leaves jobs for whoever has nothing else to do; nobody may come. */
    void offer(List<SideJob> jobs) {
        ready.offer(jobs);
    }
}
