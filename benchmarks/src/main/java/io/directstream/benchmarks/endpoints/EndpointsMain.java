/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.endpoints;

import io.directstream.benchmarks.child.Figures;
import io.directstream.benchmarks.child.ParentWatch;
import io.directstream.listener.DirectStreamContainer;
import io.directstream.listener.DirectStreamContainers;
import io.directstream.stream.PartitionSnapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts an application, reads its endpoints again and again, and says what an answer costs. */
public final class EndpointsMain {

    /** The paths that are read, below the actuator's. */
    public static final List<String> PATHS = List.of(
            "directstreams",
            "directstreams/" + StreamApplication.STREAM,
            "directstreams/" + StreamApplication.STREAM + "/batches",
            "directstreamlag",
            "consumercache",
            "health",
            EndpointsMain.PROMETHEUS);

    /** The path of the meters. */
    public static final String PROMETHEUS = "prometheus";

    private static final String METERS_THREAD = "direct-stream-meters";

    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private EndpointsMain() {}

    /** Measures what the arguments say, see {@link #arguments}. */
    public static void main(String[] arguments) throws Exception {
        ParentWatch.endWithParent();
        SpringApplication application = new SpringApplication(StreamApplication.class);
        application.setDefaultProperties(properties(arguments));
        int reads = Integer.parseInt(arguments[5]);
        try (ConfigurableApplicationContext context = application.run()) {
            awaitLag(context, Integer.parseInt(arguments[4]));
            System.out.println(measure(context, reads).toLine());
        }
        // Clients may leave threads behind.
        System.exit(0);
    }

    /**
     * The arguments of a run.
     *
     * @param variant its name
     * @param bootstrapServers the broker
     * @param topic what the stream reads
     * @param group its consumer group
     * @param partitions how many partitions the topic has
     * @param reads how often each path is read, both to warm up and to measure
     */
    public static List<String> arguments(
            String variant, String bootstrapServers, String topic, String group, int partitions, int reads) {
        return List.of(variant, bootstrapServers, topic, group, Integer.toString(partitions), Integer.toString(reads));
    }

    /** The names of all variants. */
    public static List<String> variants() {
        return Variant.words();
    }

    private static Map<String, Object> properties(String[] arguments) {
        String stream = "direct-stream.streams." + StreamApplication.STREAM;
        Map<String, Object> properties =
                new HashMap<>(Variant.named(arguments[0]).properties());
        properties.put("spring.kafka.bootstrap-servers", arguments[1]);
        properties.put(stream + ".topics", arguments[2]);
        properties.put(stream + ".group-id", arguments[3]);
        properties.put("spring.kafka.consumer.auto-offset-reset", "earliest");
        String deserializer = "org.apache.kafka.common.serialization.ByteArrayDeserializer";
        properties.put("spring.kafka.consumer.key-deserializer", deserializer);
        properties.put("spring.kafka.consumer.value-deserializer", deserializer);
        properties.put("spring.main.banner-mode", "off");
        properties.put("server.port", 0);
        properties.put("management.endpoints.web.exposure.include", "*");
        properties.put("management.endpoint.health.show-details", "always");
        return properties;
    }

    private static Figures measure(ConfigurableApplicationContext context, int reads) throws Exception {
        int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        Actuator actuator = new Actuator(port, context.getBean(AllocationFilter.class));
        Map<String, Long> figures = new HashMap<>();
        for (String path : PATHS) {
            actuator.read(path, reads);
        }
        Threads.Usage before = Threads.of(METERS_THREAD);
        for (String path : PATHS) {
            figures.putAll(actuator.read(path, reads).figures(path));
        }
        Threads.Usage after = Threads.of(METERS_THREAD);
        figures.put("metersBytesPerSecond", after.bytesPerSecond(before));
        figures.put("metersCpuNanosPerSecond", after.cpuNanosPerSecond(before));
        return new Figures(figures);
    }

    /** Waits until the lag of all partitions is known. */
    private static void awaitLag(ConfigurableApplicationContext context, int partitions) {
        DirectStreamContainer stream = context.getBean(DirectStreamContainers.class)
                .find(StreamApplication.STREAM)
                .orElseThrow();
        long begin = System.nanoTime();
        while (!isLagKnown(stream.snapshot().assigned(), partitions)) {
            if (System.nanoTime() - begin > TIMEOUT.toNanos()) {
                throw new IllegalStateException("the lag is not known after %s, the stream is %s, because %s"
                        .formatted(
                                TIMEOUT,
                                stream.snapshot().state(),
                                stream.snapshot().reason()));
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static boolean isLagKnown(List<PartitionSnapshot> assigned, int partitions) {
        return assigned.size() == partitions && assigned.stream().allMatch(partition -> partition.lag() != null);
    }
}
