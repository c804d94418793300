/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.endpoint;

import java.util.List;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The newest finished deliveries of one stream on this instance.
 *
 * @param instance the answering instance
 * @param scope what the answer covers
 * @param stream the stream's name
 * @param batches the deliveries, newest first
 */
public record BatchesDescriptor(String instance, String scope, String stream, List<BatchDescriptor> batches)
        implements OperationResponseBody {}
