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
import io.directstream.benchmarks.client.ContenderMain.Job;

/** Starts a fresh JVM for each run of a contender. */
final class ContenderJvms {

    private final String bootstrapServers;

    private final Settings settings;

    private final Cleanup cleanup;

    ContenderJvms(String bootstrapServers, Settings settings, Cleanup cleanup) {
        this.bootstrapServers = bootstrapServers;
        this.settings = settings;
        this.cleanup = cleanup;
    }

    /** Starts a run; {@link #end} ends it. */
    ChildJvm start(Job job, String contender, String topic, String group, int records) {
        Program program = new Program(
                contender,
                settings.jvmOptions(),
                ContenderMain.class,
                ContenderMain.arguments(job, contender, bootstrapServers, topic, group, records));
        return cleanup.add(
                ChildJvm.start(program, settings.output().resolve("logs").resolve(group + ".log")));
    }

    void end(ChildJvm jvm) {
        cleanup.close(jvm);
    }
}
