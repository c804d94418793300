/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesSource;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which of several instances this one is, for a stream whose ranges they share.
 *
 * @param index Number of this instance, from 0. Unset: the environment variable JOB_COMPLETION_INDEX, which Kubernetes sets in
 *     an Indexed Job.
 * @param total Number of instances, the completions of the Job. Unset: the environment variable JOB_COMPLETIONS, or as many as
 *     there are hosts; where none of them is set, this instance reads all ranges.
 * @param hosts Where the instances run, by index; needed by the location strategy prefer-fixed and for nothing else.
 */
@ConfigurationPropertiesSource
public record RangeShare(
        @Nullable Integer index,
        @Nullable Integer total,
        @DefaultValue List<String> hosts) {

    /** Whether nothing is set. */
    boolean isUnset() {
        return index == null && total == null && hosts.isEmpty();
    }
}
