/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

/**
 * What measures share.
 *
 * @param settings what is asked for
 * @param topics the broker's topics
 * @param jvms starts contenders
 * @param cleanup takes what has to be closed whatever happens
 */
public record Bench(Settings settings, Topics topics, ContenderJvms jvms, Cleanup cleanup) {}
