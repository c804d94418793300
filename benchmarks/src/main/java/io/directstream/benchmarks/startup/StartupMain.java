/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.startup;

import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.child.ParentWatch;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts an application once and says how long that took. */
public final class StartupMain {

    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private StartupMain() {}

    /** Starts the variant that the arguments name, see {@link #arguments}. */
    public static void main(String[] arguments) throws Exception {
        ParentWatch.endWithParent();
        Variant variant = Variant.named(arguments[0]);
        Map<String, Object> properties = new HashMap<>(variant.properties(arguments[2], arguments[3]));
        properties.put("spring.kafka.bootstrap-servers", arguments[1]);
        properties.put("spring.kafka.consumer.auto-offset-reset", "earliest");
        properties.put("spring.main.web-application-type", "none");
        properties.put("spring.main.banner-mode", "off");
        SpringApplication application = new SpringApplication(variant.application());
        application.setDefaultProperties(properties);
        try (ConfigurableApplicationContext context = application.run()) {
            Figures figures = context.getBean(FirstRecords.class).await(TIMEOUT);
            System.out.println(figures.toLine());
        }
        // Clients may leave threads behind.
        System.exit(0);
    }

    /**
     * The arguments of a run.
     *
     * @param variant its name
     * @param bootstrapServers the broker
     * @param topics what the names of the topics begin with
     * @param groups what the names of the groups begin with
     */
    public static List<String> arguments(String variant, String bootstrapServers, String topics, String groups) {
        return List.of(variant, bootstrapServers, topics, groups);
    }

    /** The names of all variants. */
    public static List<String> variants() {
        return Arrays.stream(Variant.values()).map(Variant::word).toList();
    }

    /** What the names of the topics and groups end with. */
    public static List<String> listeners() {
        return FirstRecords.LISTENERS;
    }
}
