/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.read;

/**
 * What is done with the records of one range. Called once per range, on the thread that reads it, while other ranges are
 * read on others.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface RangeConsumer<K, V> {

    /**
     * Handles one range. Returning finishes the range, even if records were left unread.
     *
     * @throws Exception to end the whole read with it
     */
    void accept(RangeRecords<K, V> records) throws Exception;
}
