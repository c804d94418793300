/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.endpoints;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Tells how many bytes the thread allocated that served a request; for one request after the other. */
final class AllocationFilter implements Filter {

    private final BlockingQueue<Long> allocated = new LinkedBlockingQueue<>();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long before = Threads.allocatedHere();
        try {
            chain.doFilter(request, response);
        } finally {
            allocated.add(Threads.allocatedHere() - before);
        }
    }

    /** What the last request took. The answer may be complete before its thread is done, so this waits. */
    long take() throws InterruptedException {
        return allocated.take();
    }
}
