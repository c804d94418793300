/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.Progress;
import io.directstream.consumer.CacheOptions;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A stream that reads given ranges and nothing else: through the same listener, without a group, and without storing
 * anything. Its partitions stop at the ends of their ranges; when all have, or failed, {@link #result} tells.
 *
 * <p>Ranges of one partition are delivered one after the other, in the order given. The stream's trigger and its way to
 * commit do not apply: each partition goes on as soon as records are there.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class BoundedStream<K, V> implements AutoCloseable {

    /** The name of its offset store, in which nothing is stored. */
    public static final String NO_STORE = "none";

    private final DirectStream<K, V> stream;

    private final RangesMember member;

    private final GivenRanges given;

    private BoundedStream(DirectStream<K, V> stream, RangesMember member, GivenRanges given) {
        this.stream = stream;
        this.member = member;
        this.given = given;
    }

    /**
     * Makes a bounded stream; nothing happens before it is started.
     *
     * @param services what it is built on; of the offset store only the transactions of listeners are used
     * @throws IllegalArgumentException if options contradict each other
     */
    public static <K, V> BoundedStream<K, V> of(
            StreamOptions options, StreamDefinition<K, V> definition, StreamServices services, RangeSource source) {
        return create(options, definition, services, source, Purpose.READ);
    }

    /** The same for ranges that the stream's listener had before, as its batches say. */
    public static <K, V> BoundedStream<K, V> replay(
            StreamOptions options, StreamDefinition<K, V> definition, StreamServices services, RangeSource source) {
        return create(options, definition, services, source, Purpose.REPLAY);
    }

    private static <K, V> BoundedStream<K, V> create(
            StreamOptions options,
            StreamDefinition<K, V> definition,
            StreamServices services,
            RangeSource source,
            Purpose purpose) {
        GivenRanges given = new GivenRanges(services.offsetStore().transactions());
        StreamAssembly<K, V> assembly =
                new StreamAssembly<>(bounded(options), definition, services.withOffsetStore(context -> given), purpose);
        RangesMember member = new RangesMember(
                assembly.runtime().options(), services.clients(), assembly.parts(), source, given, purpose);
        return new BoundedStream<>(new DirectStream<>(assembly, member), member, given);
    }

    /** The stream that delivers the ranges. */
    public DirectStream<K, V> stream() {
        return stream;
    }

    /** Begins in the background and returns at once. */
    public void start() {
        stream.start();
    }

    /** Completes when it begins, before its ranges are known; on the stream's thread. */
    public CompletionStage<@Nullable Void> started() {
        return member.started().minimalCompletionStage();
    }

    /** How far it is as a whole. */
    public Progress progress() {
        return given.progress();
    }

    /** How far each range is, in the order given; empty until they are known. */
    public List<RangeOutcome> outcomes() {
        return given.outcomes();
    }

    /**
     * What became of the ranges, in the order given. Completes when nothing more is delivered, on the stream's thread; fails
     * with an {@link IllegalArgumentException} if the ranges were refused, and with a
     * {@link java.util.concurrent.CancellationException} if it was stopped before they were known.
     */
    public CompletionStage<List<RangeOutcome>> result() {
        return member.result().minimalCompletionStage();
    }

    /** Stops it as {@link DirectStream#close} does; what was not delivered is cancelled. */
    @Override
    public void close() {
        stream.close();
    }

    /** Without what only a group, an offset store or an interval has. */
    private static StreamOptions bounded(StreamOptions options) {
        return options.withTrigger(new Trigger.Continuous())
                .withCache(options.cache().enabled() ? options.cache() : CacheOptions.DEFAULT)
                .withOffsets(OffsetOptions.DEFAULT)
                .withRate(options.rate().withBackpressure(null))
                .withUpgradeFrom(List.of());
    }
}
