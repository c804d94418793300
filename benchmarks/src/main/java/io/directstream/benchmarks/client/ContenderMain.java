/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.child.ParentWatch;
import java.time.Duration;
import java.util.Optional;

/** Runs one contender once and says what was measured. */
public final class ContenderMain {

    private static final String READY = "@ready";

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private ContenderMain() {}

    /** Runs the contender that the arguments name, see {@link Run}. */
    public static void main(String[] arguments) throws Exception {
        ParentWatch.endWithParent();
        Run run = Run.parse(arguments);
        Contender contender = Contenders.row(run.contender()).maker().get();
        for (int i = 1; i <= run.amount().rehearsals(); i++) {
            run(contender, run.target().inGroup(run.target().group() + "-rehearsal-" + i), JobSink.of(run));
        }
        MemoryWatch memory = MemoryWatch.start();
        Figures figures = run(contender, run.target(), JobSink.of(run)).with(memory.figures());
        System.out.println(figures.toLine());
        // Clients may leave threads behind.
        System.exit(0);
    }

    /** Whether a line of output says that the contender consumes. */
    public static Optional<String> ready(String line) {
        return Optional.of(line).filter(READY::equals);
    }

    private static Figures run(Contender contender, Target target, JobSink sink) throws InterruptedException {
        Contender.Running running = contender.start(target, sink);
        try {
            sink.awaitFirst(TIMEOUT);
            System.out.println(READY);
            sink.await(TIMEOUT);
        } finally {
            running.close();
        }
        return sink.figures();
    }
}
