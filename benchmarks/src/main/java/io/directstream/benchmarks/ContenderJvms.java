/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

import io.directstream.benchmarks.child.ChildJvm;
import io.directstream.benchmarks.child.ChildJvm.Program;
import io.directstream.benchmarks.client.ContenderMain;
import io.directstream.benchmarks.client.ContenderRow;
import io.directstream.benchmarks.client.Contenders;
import io.directstream.benchmarks.client.Run;
import java.nio.file.Path;

/** Starts a fresh JVM for each run of a contender. */
public final class ContenderJvms {

    private final JvmSettings settings;

    private final Path logs;

    private final Cleanup cleanup;

    ContenderJvms(JvmSettings settings, Path logs, Cleanup cleanup) {
        this.settings = settings;
        this.logs = logs;
        this.cleanup = cleanup;
    }

    /** The same with other heaps. */
    ContenderJvms withHeap(String heap) {
        return new ContenderJvms(settings.withHeap(heap), logs, cleanup);
    }

    /** Starts a run; {@link #end} ends it. */
    ChildJvm start(Run run) {
        ContenderRow contender = Contenders.row(run.contender());
        Program program = new Program(
                contender.name(),
                settings.optionsOf(contender),
                settings.classPathOf(contender),
                ContenderMain.class,
                run.toArguments());
        return cleanup.add(ChildJvm.start(program, logs.resolve(run.target().group() + ".log")));
    }

    void end(ChildJvm jvm) {
        cleanup.close(jvm);
    }
}
