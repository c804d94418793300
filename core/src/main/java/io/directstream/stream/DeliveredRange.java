/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import io.directstream.OffsetRange;

/**
 * A range that was delivered.
 *
 * @param range the range
 * @param records the number of records in it
 */
public record DeliveredRange(OffsetRange range, int records) {}
