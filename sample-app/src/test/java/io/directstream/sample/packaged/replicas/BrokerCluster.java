/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.sample.packaged.replicas;

import static org.awaitility.Awaitility.await;

import io.directstream.testing.TcpProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;

/** Three brokers that keep every record on all of them, so that one may be gone. A client may also reach them by proxies. */
final class BrokerCluster implements AutoCloseable {
    static final int BROKERS = 3;

    private final List<TcpProxy> proxies =
            IntStream.range(0, BROKERS).mapToObj(each -> new TcpProxy()).toList();
    private final List<Integer> ports = freePorts(3 * BROKERS);
    private final List<BrokerProcess> brokers = new ArrayList<>();
    private final Admin admin;

    BrokerCluster(Path directory) {
        String clusterId = Uuid.randomUuid().toString();
        for (int broker = 0; broker < BROKERS; broker++) {
            proxies.get(broker).forwardTo(proxiedPort(broker));
            Path home = directory.resolve("broker-" + broker);
            try {
                Files.createDirectories(home);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            brokers.add(new BrokerProcess(home, clusterId, properties(broker)));
        }
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
        awaitBrokers(BROKERS);
    }

    String bootstrapServers() {
        return IntStream.range(0, BROKERS)
                .mapToObj(broker -> "localhost:" + port(broker))
                .collect(Collectors.joining(","));
    }

    /** Where a client connects that is to be cut off from all brokers by {@link #stallProxies}. */
    String proxiedServers() {
        return proxies.stream().map(proxy -> "localhost:" + proxy.port()).collect(Collectors.joining(","));
    }

    void stallProxies() {
        proxies.forEach(TcpProxy::stall);
    }

    void healProxies() {
        proxies.forEach(TcpProxy::heal);
    }

    Admin admin() {
        return admin;
    }

    void kill(int broker) {
        brokers.get(broker).kill();
    }

    /** Starts a killed broker and waits until it has caught up, so that another one may be killed. */
    void restart(int broker, String... topics) {
        brokers.get(broker).restart();
        awaitBrokers(BROKERS);
        List<String> replicated = new ArrayList<>(List.of(topics));
        replicated.add("__consumer_offsets");
        for (String each : replicated) {
            await().atMost(Duration.ofSeconds(120))
                    .ignoreExceptions()
                    .until(() -> describe(each).partitions().stream()
                            .allMatch(partition -> partition.isr().size() == BROKERS));
        }
    }

    void create(String topic, int partitions) {
        try {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) BROKERS)
                            .configs(Map.of("min.insync.replicas", "2"))))
                    .all()
                    .get(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    private TopicDescription describe(String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get(10, TimeUnit.SECONDS)
                .get(topic);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
        brokers.forEach(BrokerProcess::close);
        proxies.forEach(TcpProxy::close);
    }

    private void awaitBrokers(int count) {
        await().atMost(Duration.ofSeconds(120))
                .ignoreExceptions()
                .until(() ->
                        admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).size() == count);
    }

    private int port(int broker) {
        return ports.get(broker);
    }

    private int proxiedPort(int broker) {
        return ports.get(BROKERS + broker);
    }

    private int controllerPort(int broker) {
        return ports.get(2 * BROKERS + broker);
    }

    private Properties properties(int broker) {
        Properties properties = new Properties();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(broker + 1));
        properties.put(
                "controller.quorum.voters",
                IntStream.range(0, BROKERS)
                        .mapToObj(each -> (each + 1) + "@localhost:" + controllerPort(each))
                        .collect(Collectors.joining(",")));
        properties.put(
                "listeners",
                "DIRECT://localhost:%d,PROXIED://localhost:%d,CONTROLLER://localhost:%d"
                        .formatted(port(broker), proxiedPort(broker), controllerPort(broker)));
        properties.put(
                "advertised.listeners",
                "DIRECT://localhost:%d,PROXIED://localhost:%d"
                        .formatted(port(broker), proxies.get(broker).port()));
        properties.put("inter.broker.listener.name", "DIRECT");
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "DIRECT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT");
        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            properties.put(topic + ".num.partitions", "3");
        }
        properties.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        properties.put("default.replication.factor", "3");
        properties.put("broker.session.timeout.ms", "6000");
        properties.put("broker.heartbeat.interval.ms", "1000");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.min.session.timeout.ms", "1000");
        properties.put("auto.create.topics.enable", "false");
        properties.put("log.cleaner.dedupe.buffer.size", "2097152");
        return properties;
    }

    /** Found together, so that no two are the same. */
    private static List<Integer> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sockets.forEach(BrokerCluster::close);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
