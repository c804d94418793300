/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A read of given ranges. Its sink is told when it begins, with nothing made but what an application has before it reads, and
 * when it returned.
 */
public class BoundedRead implements Contender {

    private final Function<Target, BoundedReader> maker;

    /** Reads with what the function makes for each read. */
    public BoundedRead(Function<Target, BoundedReader> maker) {
        this.maker = maker;
    }

    @Override
    public final Running start(Target target, RecordSink sink) {
        CompletableFuture<Void> read = CompletableFuture.runAsync(() -> read(target, sink), BoundedRead::inBackground);
        return read::join;
    }

    private void read(Target target, RecordSink sink) {
        try (BoundedReader reader = maker.apply(target)) {
            sink.readBegins();
            reader.read(sink);
            sink.readEnded(null);
        } catch (Throwable failure) {
            sink.readEnded(failure);
        }
    }

    private static void inBackground(Runnable work) {
        new Thread(work, "reads").start();
    }
}
