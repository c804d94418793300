/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.listener;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.util.ClassUtils;

/** A listener cannot be the listener of a stream; the application does not start. */
public final class ListenerRefusedException extends FailureAnalyzedException {

    private static final long serialVersionUID = 1L;

    /**
     * Says which listener was refused, why, and what to do.
     *
     * @param listener the listener method, as {@link #describe} names it
     * @param reason why, beginning in lower case
     * @param wayOut what to do, as a sentence
     */
    public ListenerRefusedException(String listener, String reason, String wayOut) {
        super("Listener %s cannot be the listener of a stream: %s.".formatted(listener, reason), wayOut);
    }

    /** The name of an annotated method or class in messages. */
    static String describe(AnnotatedElement element) {
        return element instanceof Method method
                ? "method '" + ClassUtils.getQualifiedMethodName(method) + "'"
                : "'" + element + "'";
    }
}
