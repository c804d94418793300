/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Lets a key without a value count as unset, as in {@code rack: ${ZONE:}}. Blank text is bound to null, and without this a
 * class that refuses unknown keys would refuse such a key as unknown.
 */
final class BlankCountsAsUnset implements ConfigurationPropertiesBindHandlerAdvisor {

    private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("direct-stream");

    @Override
    public BindHandler apply(BindHandler handler) {
        return new AbstractBindHandler(handler) {

            @Override
            public void onFinish(
                    ConfigurationPropertyName name, Bindable<?> target, BindContext context, @Nullable Object result)
                    throws Exception {
                if (result == null && PREFIX.isAncestorOf(name) && isSet(name, context)) {
                    handler.onSuccess(name, target, context, "");
                }
                super.onFinish(name, target, context, result);
            }
        };
    }

    private static boolean isSet(ConfigurationPropertyName name, BindContext context) {
        for (var source : context.getSources()) {
            if (source.getConfigurationProperty(name) != null) {
                return true;
            }
        }
        return false;
    }
}
