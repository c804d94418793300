/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole application in this JVM, on free ports and with a directory of its own. */
record RunningSample(ConfigurableApplicationContext context, Http http) implements AutoCloseable {

    /** Starts it without orders of its own. */
    static RunningSample start(Path directory, String... more) {
        return startWithOrders(0, directory, more);
    }

    /** Starts it, making up so many orders a second. */
    static RunningSample startWithOrders(int perSecond, Path directory, String... more) {
        List<String> arguments = new ArrayList<>();
        arguments.addAll(List.of("--server.port=0", "--sample.kafka-port=0", "--sample.data-directory=" + directory));
        arguments.add("--server.tomcat.basedir=target/tomcat");
        arguments.add("--sample.orders-per-second=" + perSecond);
        arguments.addAll(List.of(more));
        ConfigurableApplicationContext context =
                SpringApplication.run(SampleApplication.class, arguments.toArray(String[]::new));
        return new RunningSample(context, new Http(context.getEnvironment().getRequiredProperty("local.server.port")));
    }

    String bootstrapServers() {
        return context.getEnvironment().getRequiredProperty("spring.kafka.bootstrap-servers");
    }

    @Override
    public void close() {
        context.close();
    }
}
