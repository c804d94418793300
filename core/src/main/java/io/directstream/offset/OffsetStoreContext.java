/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.offset;

/**
 * What a store is made for.
 *
 * @param stream the stream's name
 * @param group its consumer group
 * @param committer commits to that group
 */
public record OffsetStoreContext(String stream, String group, Committer committer) {}
