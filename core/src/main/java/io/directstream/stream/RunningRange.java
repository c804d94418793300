/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

/**
 * A range that is with the listener.
 *
 * @param planned the range, as the listener has it
 * @param thread the worker that runs the listener
 * @param since when it began, in the nanoseconds of the stream's clock
 */
record RunningRange(PlannedRange planned, Thread thread, long since) {}
