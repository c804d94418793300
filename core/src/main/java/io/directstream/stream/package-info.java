/*
 * Copyright 2026 the Direct Stream authors
 *
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The engine of one stream. The path of a batch: {@code DirectStream#run}, {@code BatchPlanner#plan},
 * {@code PartitionTask#run}, {@code ConsumerCache#lease}, {@code OffsetStore#store}.
 */
@NullMarked
package io.directstream.stream;

import org.jspecify.annotations.NullMarked;
