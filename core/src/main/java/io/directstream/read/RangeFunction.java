/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

import org.jspecify.annotations.Nullable;

/**
 * What is computed of the records of one range. Called once per range, on the thread that reads it, while other ranges are
 * read on others.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 * @param <R> the type of the result
 */
@FunctionalInterface
public interface RangeFunction<K, V, R extends @Nullable Object> {

    /**
     * Computes the result of one range. Returning finishes the range, even if records were left unread.
     *
     * @throws Exception to end the whole read with it
     */
    R apply(RangeRecords<K, V> records) throws Exception;
}
