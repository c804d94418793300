/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

/**
 * What one run of a stream did so far.
 *
 * @param completed ranges that were finished
 * @param failed deliveries whose listener threw
 * @param fenceHits ranges whose store was refused because the partition had been taken away, or had moved on
 * @param records records in completed ranges
 * @param skipped deliveries that were given up after their attempts
 * @param deadLettered deliveries whose records went to the dead-letter topic after their attempts
 */
public record BatchTotals(long completed, long failed, long fenceHits, long records, long skipped, long deadLettered) {}
