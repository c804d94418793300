/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks;

/**
 * A part of the results.
 *
 * @param name what was measured, as a file name without ending; sections are sorted by where their names stand in the report
 * @param text its title, its table and what has to be known about it, in Markdown
 */
public record Section(String name, String text) {}
