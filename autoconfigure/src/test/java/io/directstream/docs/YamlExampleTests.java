/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.directstream.autoconfigure.DirectStreamAutoConfiguration;
import io.directstream.offset.KafkaOffsetStore;
import io.directstream.offset.OffsetStoreFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

/** An application starts with each YAML example of the pages: its keys exist, and its values are taken. */
class YamlExampleTests {

    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)\\n```", Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("examples")
    void anApplicationStartsWithIt(String yaml) {
        new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(KafkaAutoConfiguration.class, DirectStreamAutoConfiguration.class))
                .withBean(DefaultSslBundleRegistry.class, YamlExampleTests::bundles)
                .withBean("documentOffsets", OffsetStoreFactory.class, () -> KafkaOffsetStore::new)
                .withPropertyValues("spring.application.name=shop", "spring.kafka.listener.auto-startup=false")
                .withInitializer(context -> add(yaml, context))
                .run(context -> assertThat(context).as(yaml).hasNotFailed());
    }

    static List<String> examples() throws IOException {
        String pages = Files.readString(Pages.PROJECT.resolve("README.md"))
                + Pages.read("concepts.md")
                + Pages.read("migration-from-spark.md")
                + Pages.read("delivery-guarantees.md")
                + Pages.read("writing-a-store.md");
        return EXAMPLE.matcher(pages)
                .results()
                .flatMap(example -> Stream.ofNullable(example.group(1)))
                .filter(yaml -> yaml.contains("direct-stream"))
                .toList();
    }

    /** The bundles that examples name. */
    private static DefaultSslBundleRegistry bundles() {
        return new DefaultSslBundleRegistry("audit", SslBundle.of(SslStoreBundle.NONE));
    }

    private static void add(String yaml, ConfigurableApplicationContext context) {
        try {
            new YamlPropertySourceLoader()
                    .load("example", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
                    .forEach(context.getEnvironment().getPropertySources()::addFirst);
        } catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
