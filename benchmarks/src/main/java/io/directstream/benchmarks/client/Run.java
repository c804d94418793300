/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import io.directstream.benchmarks.work.Work;
import java.util.List;

/**
 * What a contender's JVM is told.
 *
 * @param job what is measured
 * @param contender the contender's name
 * @param target what it consumes
 * @param amount how much of it
 * @param work what is done with each record
 */
public record Run(Job job, String contender, Target target, Amount amount, Work work) {

    /** A run in which nothing is done with the records. */
    public Run(Job job, String contender, Target target, Amount amount) {
        this(job, contender, target, amount, new Work.Nothing());
    }

    /** Reads what {@link #toArguments()} wrote. */
    static Run parse(String... arguments) {
        return new Run(
                Job.valueOf(arguments[0]),
                arguments[1],
                new Target(arguments[2], arguments[3], arguments[4]),
                new Amount(
                        Integer.parseInt(arguments[5]),
                        Integer.parseInt(arguments[6]),
                        Integer.parseInt(arguments[7]),
                        Integer.parseInt(arguments[8])),
                Work.parse(arguments[9]));
    }

    /** The arguments of {@link ContenderMain}. */
    public List<String> toArguments() {
        return List.of(
                job.name(),
                contender,
                target.bootstrapServers(),
                target.topic(),
                target.group(),
                Integer.toString(amount.rehearsals()),
                Integer.toString(amount.warmUp()),
                Integer.toString(amount.records()),
                Integer.toString(amount.seconds()),
                work.toText());
    }
}
