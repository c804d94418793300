/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import java.util.List;

/**
 * What a contender's JVM is told.
 *
 * @param job what is measured
 * @param contender the contender's name
 * @param target what it consumes
 * @param records how many records count; a topic to drain holds as many more to warm up with
 */
public record Run(Job job, String contender, Target target, int records) {

    /** Reads what {@link #toArguments()} wrote. */
    static Run parse(String... arguments) {
        return new Run(
                Job.valueOf(arguments[0]),
                arguments[1],
                new Target(arguments[2], arguments[3], arguments[4]),
                Integer.parseInt(arguments[5]));
    }

    /** The arguments of {@link ContenderMain}. */
    public List<String> toArguments() {
        return List.of(
                job.name(),
                contender,
                target.bootstrapServers(),
                target.topic(),
                target.group(),
                Integer.toString(records));
    }
}
