/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.benchmarks.broker;

import io.directstream.benchmarks.child.ParentWatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka broker on loopback and free ports, with its data in the folder given as the first argument. It says where it
 * listens and ends with its parent; the folder is left to the parent. The second argument is how many milliseconds a new
 * group waits for more members.
 */
public final class BrokerMain {

    private static final String PREFIX = "@broker ";

    private BrokerMain() {}

    /** Starts the broker. */
    public static void main(String[] arguments) throws Exception {
        String directory = Path.of(arguments[0]).toString();
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(directory)
                .addDirectory(directory)
                .run();
        String address = "localhost:" + freePort();
        KafkaRaftServer server =
                new KafkaRaftServer(KafkaConfig.fromProps(properties(directory, address, arguments[1])), Time.SYSTEM);
        server.startup();
        System.out.println(PREFIX + address);
        ParentWatch.awaitEnd();
        server.shutdown();
        server.awaitShutdown();
    }

    /** The address out of the line that this process says when it is ready; empty for any other line. */
    public static Optional<String> address(String line) {
        return line.startsWith(PREFIX) ? Optional.of(line.substring(PREFIX.length())) : Optional.empty();
    }

    private static Properties properties(String directory, String address, String joinTogetherMillis)
            throws IOException {
        String controller = "localhost:" + freePort();
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@" + controller);
        properties.put("listeners", "PLAINTEXT://" + address + ",CONTROLLER://" + controller);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", directory);
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            properties.put(topic + ".replication.factor", "1");
            properties.put(topic + ".num.partitions", "2");
            properties.put(topic + ".min.isr", "1");
        }
        properties.put("group.initial.rebalance.delay.ms", joinTogetherMillis);
        properties.put("auto.create.topics.enable", "false");
        // Or what scenarios left would fill the memory of a machine that keeps it there.
        properties.put("log.segment.delete.delay.ms", "1000");
        return properties;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
