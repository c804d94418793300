/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import java.util.List;

/** What an answer covers. */
final class Scope {

    /** The partitions assigned to the answering instance, so that sums over instances are right. */
    static final String INSTANCE = "instance";

    /** All partitions of the stream, whoever reads them: every instance gives the same answer. */
    static final String GROUP = "group";

    /** What requests may ask for, where they can choose. */
    static final List<String> ALL = List.of(INSTANCE, GROUP);

    private Scope() {}
}
