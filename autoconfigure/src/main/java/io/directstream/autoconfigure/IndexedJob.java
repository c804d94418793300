/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * What the environment says about a Kubernetes Indexed Job.
 *
 * @param index the number of this pod, from 0; set by Kubernetes
 * @param completions how many pods share the work; set by our chart, or by who writes the Job, since Kubernetes does not tell
 */
record IndexedJob(@Nullable String index, @Nullable String completions) {

    static final String INDEX = "JOB_COMPLETION_INDEX";

    static final String COMPLETIONS = "JOB_COMPLETIONS";

    static IndexedJob of(Environment environment) {
        return new IndexedJob(environment.getProperty(INDEX), environment.getProperty(COMPLETIONS));
    }
}
