/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

import java.util.List;

/** Something that was read from known offset ranges, after Spark's interface of the same name. */
public interface HasOffsetRanges {

    /** The ranges, sorted by topic and partition; fixed before the listener sees them. */
    List<OffsetRange> offsetRanges();
}
