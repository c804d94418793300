/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import io.directstream.strategy.LocationStrategy;
import io.directstream.strategy.LocationStrategy.PreferFixed;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.util.StringUtils;

/** Which part of its ranges a stream reads on this instance, from its settings and from an Indexed Job. */
final class ShareSettings {

    private static final String INDEX = "share.index";

    private static final String TOTAL = "share.total";

    private static final String HOSTS = "share.hosts";

    private final Setting setting;

    private final IndexedJob job;

    ShareSettings(Setting setting, IndexedJob job) {
        this.setting = setting;
        this.job = job;
    }

    /** What was said, and with what. */
    private record Number(String key, int value) {}

    /** The part of this instance; null if it reads all ranges. */
    @Nullable
    InstancePart of(RangeShare share, LocationStrategy location) {
        List<String> hosts = hosts(share.hosts(), location);
        Number index = number(INDEX, share.index(), IndexedJob.INDEX, job.index());
        Number total = number(TOTAL, share.total(), IndexedJob.COMPLETIONS, job.completions());
        if (total == null && !hosts.isEmpty()) {
            total = new Number(setting.key(HOSTS), hosts.size());
        }
        if (total == null) {
            if (index != null) {
                throw setting.refuse(
                        TOTAL,
                        null,
                        "this is instance %d (%s), and with how many it shares the ranges is not known, so that each would read all of them; set it, or the environment variable %s, to the number of instances, the completions of the Job"
                                .formatted(index.value(), index.key(), IndexedJob.COMPLETIONS));
            }
            return null;
        }
        check(total, hosts);
        int instance = instance(index, total);
        if (total.value() > 1 && hosts.isEmpty() && location instanceof PreferFixed) {
            throw setting.refuse(
                    HOSTS,
                    "",
                    "location.strategy is prefer-fixed, which needs to know where the instances run; name their hosts by index, or use prefer-consistent");
        }
        return new InstancePart(instance, total.value(), hosts, location);
    }

    private void check(Number total, List<String> hosts) {
        if (total.value() < 1) {
            throw refuse(total, "there is at least one instance");
        }
        if (!hosts.isEmpty() && hosts.size() != total.value()) {
            throw setting.refuse(
                    HOSTS,
                    hosts,
                    "there are %d instances (%s); name the host of each, by index"
                            .formatted(total.value(), total.key()));
        }
    }

    private int instance(@Nullable Number index, Number total) {
        if (index == null) {
            if (total.value() > 1) {
                throw setting.refuse(
                        INDEX,
                        null,
                        "%d instances share the ranges (%s), and which of them this one is is not known; set it, or the environment variable %s, to its number, from 0"
                                .formatted(total.value(), total.key(), IndexedJob.INDEX));
            }
            return 0;
        }
        if (index.value() < 0 || index.value() >= total.value()) {
            throw refuse(
                    index,
                    "instances count from 0, and there are %d of them (%s)".formatted(total.value(), total.key()));
        }
        return index.value();
    }

    private List<String> hosts(List<String> hosts, LocationStrategy location) {
        if (!hosts.isEmpty() && !(location instanceof PreferFixed)) {
            throw setting.refuse(
                    HOSTS, hosts, "it belongs to the location strategy prefer-fixed, which is not set; remove it");
        }
        for (int index = 0; index < hosts.size(); index++) {
            if (!StringUtils.hasText(hosts.get(index))) {
                throw setting.refuse(
                        HOSTS + "[%d]".formatted(index), hosts.get(index), "it is missing; name the instance's host");
            }
        }
        return hosts;
    }

    private @Nullable Number number(String key, @Nullable Integer set, String variable, @Nullable String otherwise) {
        if (set != null) {
            return new Number(setting.key(key), set);
        }
        if (!StringUtils.hasText(otherwise)) {
            return null;
        }
        try {
            return new Number(variable, Integer.parseInt(otherwise.strip()));
        } catch (NumberFormatException notANumber) {
            throw new InvalidConfigurationPropertyValueException(
                    variable, otherwise, "it is not a number; correct it, or set %s".formatted(setting.key(key)));
        }
    }

    private static InvalidConfigurationPropertyValueException refuse(Number number, String reason) {
        return new InvalidConfigurationPropertyValueException(number.key(), number.value(), reason);
    }
}
