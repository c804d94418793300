/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.strategy;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether two names mean the same host. No name is looked up: the placement must not wait for anything. */
public final class HostNames {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    private HostNames() {}

    /** The same in any case, or one the first label of the other; addresses have to be equal. */
    public static boolean same(String one, String other) {
        if (one.isEmpty() || other.isEmpty()) {
            return false;
        }
        String left = one.toLowerCase(Locale.ROOT);
        String right = other.toLowerCase(Locale.ROOT);
        return left.equals(right) || isShortFor(left, right) || isShortFor(right, left);
    }

    private static boolean isShortFor(String label, String name) {
        return label.indexOf('.') < 0
                && name.startsWith(label + '.')
                && !ADDRESS.matcher(name).matches();
    }
}
