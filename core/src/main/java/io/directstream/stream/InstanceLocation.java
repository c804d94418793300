/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.stream;

import org.jspecify.annotations.Nullable;

/**
 * Where this instance runs.
 *
 * @param host the name of the host or node
 * @param rack the rack or zone; unset if unknown
 */
public record InstanceLocation(String host, @Nullable String rack) {}
