/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How values of the engine are written in answers. */
final class Words {

    private Words() {}

    /** A constant the way requests write it: {@code BACKING_OFF} is {@code backing-off}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A duration in seconds; unknown stays unknown. */
    static @Nullable Double seconds(@Nullable Duration duration) {
        return (duration != null) ? duration.toMillis() / 1000.0 : null;
    }
}
