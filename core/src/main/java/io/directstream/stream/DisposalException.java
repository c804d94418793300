/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

/** Dead letters were not sent, as far as is known: a reason to wait. */
final class DisposalException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DisposalException(Exception cause) {
        super("its dead letters could not be sent: " + cause.getMessage(), cause);
    }
}
