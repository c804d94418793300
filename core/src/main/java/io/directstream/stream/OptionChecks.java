/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.BatchListener;
import io.directstream.StreamBatchListener;
import io.directstream.consumer.KafkaClientFactory;
import io.directstream.offset.OffsetStore;
import io.directstream.offset.TransactionalOffsetStore;

/** Refuses settings that contradict each other. */
final class OptionChecks {

    private OptionChecks() {}

    /**
     * Checks what is known before anything is made.
     *
     * @throws IllegalArgumentException if it cannot be meant
     */
    static void check(StreamOptions options, StreamDefinition<?, ?> definition) {
        definition.consumerStrategy().consumerProperties().forEach((property, value) -> {
            String instead = KafkaClientFactory.OWNED_PROPERTIES.get(property);
            if (instead != null) {
                throw new IllegalArgumentException(
                        "the consumer strategy %s of stream '%s' sets %s to '%s', which the stream decides: %s"
                                .formatted(
                                        definition.consumerStrategy().type(),
                                        options.name(),
                                        property,
                                        value,
                                        instead));
            }
        });
        if (!options.cache().enabled() && options.trigger() instanceof Trigger.Continuous) {
            throw new IllegalArgumentException(
                    "consumer-cache.enabled is false and stream '%s' has no batch.interval: a continuous stream reads ahead with the readers of the cache; set batch.interval, or leave the cache switched on"
                            .formatted(options.name()));
        }
        if (options.rate().backpressure() != null && options.trigger() instanceof Trigger.Continuous) {
            throw new IllegalArgumentException(
                    "rate.backpressure.enabled is true and stream '%s' has no batch.interval: its partitions go on as fast as the listener takes their ranges, so there is nothing to hold back; set batch.interval, or remove it"
                            .formatted(options.name()));
        }
        if (options.failure().whenExhausted().isolatesRecord()
                && definition.listener() instanceof StreamBatchListener) {
            throw new IllegalArgumentException(
                    "failure.isolate-record of stream '%s' is true, and its listener takes stream batches, which are stored as a whole; take batches of single partitions, or set it to false"
                            .formatted(options.name()));
        }
        if (options.trigger() instanceof Trigger.Interval timed
                && timed.onEmpty() == Trigger.OnEmpty.DELIVER
                && definition.listener() instanceof BatchListener) {
            throw new IllegalArgumentException(
                    "batch.on-empty of stream '%s' is deliver, and its listener takes batches of single partitions, which are never empty; take a StreamBatch, or remove it"
                            .formatted(options.name()));
        }
    }

    /**
     * Checks where dead letters go.
     *
     * @throws IllegalArgumentException if there would be some and nobody sends them
     */
    static void check(StreamOptions options, DeadLetters.Source deadLetters) {
        if (options.failure().whenExhausted() instanceof FailurePolicy.WhenExhausted.DeadLetter
                && deadLetters == DeadLetters.Source.NONE) {
            throw new IllegalArgumentException(
                    "failure.when-exhausted of stream '%s' is dead-letter, and its services send no dead letters; give them a source of these with StreamServices.withDeadLetters, or set it to stop or skip"
                            .formatted(options.name()));
        }
    }

    /**
     * Checks the store.
     *
     * @throws IllegalArgumentException if its offsets cannot be committed as the options say
     */
    static void check(StreamOptions options, OffsetStore store) {
        if (options.failure().whenExhausted().isolatesRecord()
                && store.traits().contains(OffsetStore.Trait.STORES_WHOLE_RANGES)) {
            throw new IllegalArgumentException(
                    "failure.isolate-record of stream '%s' is true, and its store '%s' takes ranges as a whole only; set it to false, or keep the offsets elsewhere"
                            .formatted(options.name(), store.name()));
        }
        if (options.offsets().commit() instanceof CommitMode.Manual && store instanceof TransactionalOffsetStore) {
            throw new IllegalArgumentException(
                    "offsets.commit of stream '%s' is manual, and its store '%s' stores in the listener's transaction, when the listener returns; set it to after-batch"
                            .formatted(options.name(), store.name()));
        }
    }
}
