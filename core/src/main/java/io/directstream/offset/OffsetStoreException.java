/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

/** The store could not do its work; the listener is not to blame, so this is a reason to wait and not a failed attempt. */
public class OffsetStoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says what was tried and why it failed. */
    public OffsetStoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
