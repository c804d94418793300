/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.jdbc;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Whether a stream keeps a ledger. */
public sealed interface LedgerPolicy {

    /** It keeps none. */
    record Off() implements LedgerPolicy {}

    /**
     * It keeps one.
     *
     * @param retention how long rows are kept at least; null for ever
     */
    record Kept(@Nullable Duration retention) implements LedgerPolicy {}
}
