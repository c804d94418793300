/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Key and trust stores of a broker and of a client that trust each other and nobody else, made by the JDK's keytool. */
public final class TlsStores {

    public static final String PASSWORD = "not-a-secret";

    private static final String TYPE = "PKCS12";

    private static final long PATIENCE_SECONDS = 120;

    private final Path directory;

    private TlsStores(Path directory) {
        this.directory = directory;
    }

    /** Makes them in that folder. */
    public static TlsStores make(Path directory) {
        TlsStores stores = new TlsStores(directory);
        for (String owner : List.of("broker", "client")) {
            stores.keytool(
                    "-genkeypair -keyalg EC -dname CN=%1$s -alias %1$s -ext SAN=dns:localhost -validity 10 -keystore %1$s.p12"
                            .formatted(owner));
            stores.keytool("-exportcert -alias %1$s -keystore %1$s.p12 -file %1$s.cer".formatted(owner));
        }
        stores.keytool("-importcert -noprompt -alias client -file client.cer -keystore broker-trust.p12");
        stores.keytool("-importcert -noprompt -alias broker -file broker.cer -keystore client-trust.p12");
        return stores;
    }

    /** Where the client's key is. */
    public Path clientKeys() {
        return directory.resolve("client.p12");
    }

    /** Where the client finds whom it trusts. */
    public Path clientTrust() {
        return directory.resolve("client-trust.p12");
    }

    /** A client's settings in Kafka's plain keys. */
    public Map<String, String> client() {
        return Map.of(
                "security.protocol",
                "SSL",
                "ssl.truststore.location",
                clientTrust().toString(),
                "ssl.truststore.password",
                PASSWORD,
                "ssl.keystore.location",
                clientKeys().toString(),
                "ssl.keystore.password",
                PASSWORD,
                "ssl.key.password",
                PASSWORD);
    }

    /** A broker's settings; it wants to know its clients. */
    Map<String, String> broker() {
        return Map.of(
                "ssl.client.auth",
                "required",
                "ssl.keystore.location",
                directory.resolve("broker.p12").toString(),
                "ssl.keystore.password",
                PASSWORD,
                "ssl.truststore.location",
                directory.resolve("broker-trust.p12").toString(),
                "ssl.truststore.password",
                PASSWORD);
    }

    private void keytool(String arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-storetype", TYPE, "-storepass", PASSWORD));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(said)
                    .isTrue();
            assertThat(process.exitValue()).as(said).isZero();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
