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

/** Starts a fresh JVM for each run of a contender. */
public final class ContenderJvms {

    private final Settings settings;

    private final Cleanup cleanup;

    ContenderJvms(Settings settings, Cleanup cleanup) {
        this.settings = settings;
        this.cleanup = cleanup;
    }

    /** Starts a run; {@link #end} ends it. */
    ChildJvm start(Run run) {
        ContenderRow contender = Contenders.row(run.contender());
        Program program = new Program(
                contender.name(),
                settings.jvm().optionsOf(contender),
                settings.jvm().classPathOf(contender),
                ContenderMain.class,
                run.toArguments());
        return cleanup.add(ChildJvm.start(
                program, settings.output().resolve("logs").resolve(run.target().group() + ".log")));
    }

    void end(ChildJvm jvm) {
        cleanup.close(jvm);
    }
}
