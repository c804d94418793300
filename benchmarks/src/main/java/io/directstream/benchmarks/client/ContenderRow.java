/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.client;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One contender in the registry. Its class is loaded only in the JVM that runs it, whose class path has it.
 *
 * @param name its name in settings and tables
 * @param maker makes it
 * @param classPath what its JVM needs
 * @param jvmOptions what its JVM is started with besides the options of all
 * @param jobs what it can be measured at
 */
public record ContenderRow(
        String name, Supplier<Contender> maker, ClassPath classPath, List<String> jvmOptions, Set<Job> jobs) {

    /** Everything that is done with what a topic gets, rather than with given ranges. */
    private static final Set<Job> CONSUMING = EnumSet.complementOf(EnumSet.of(Job.READ));

    /** Copies the collections. */
    public ContenderRow {
        jvmOptions = List.copyOf(jvmOptions);
        jobs = Set.copyOf(jobs);
    }

    /** A contender on the measuring process's own class path that takes part in everything but reads of given ranges. */
    static ContenderRow own(String name, Supplier<Contender> maker) {
        return new ContenderRow(name, maker, ClassPath.OWN, List.of(), CONSUMING);
    }

    /** A contender on Spark's class path, named because it may not be compiled here. */
    static ContenderRow spark(String name, String className) {
        return new ContenderRow(name, () -> load(className), ClassPath.SPARK, SparkJvm.OPTIONS, CONSUMING);
    }

    /** The same contender, measured at these jobs only. */
    ContenderRow onlyFor(Job first, Job... others) {
        return new ContenderRow(name, maker, classPath, jvmOptions, EnumSet.of(first, others));
    }

    private static Contender load(String className) {
        try {
            return (Contender) Class.forName(className).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("the contender " + className + " cannot be made", failure);
        }
    }
}
