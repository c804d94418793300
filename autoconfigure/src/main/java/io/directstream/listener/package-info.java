/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Streams as listener containers of spring-kafka: the annotation, the container and its factory, and the adapter that
 * calls listener methods.
 */
@NullMarked
package io.directstream.listener;

import org.jspecify.annotations.NullMarked;
