/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The shape of the core, read from its byte code. A rule may find nothing to judge yet, but never misses what is there. */
class ArchitectureTests {

    private static final JavaClasses CORE =
            new ClassFileImporter().importPath(Path.of(System.getProperty("basedir", ""), "target", "classes"));

    /** Package to the packages it may use; no package stands beside these. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "root", Set.of(),
            "strategy", Set.of("root"),
            "assignor", Set.of("root", "strategy"),
            "consumer", Set.of("root"),
            "offset", Set.of("root"),
            "rate", Set.of("root"),
            "stream", Set.of("root", "strategy", "assignor", "consumer", "offset", "rate"),
            "read", Set.of("root", "consumer", "strategy"));

    /** Those that answer from the broker and also come with a deadline. */
    private static final Set<String> REMOTE_CALLS = Set.of(
            "beginningOffsets",
            "committed",
            "commitSync",
            "endOffsets",
            "listTopics",
            "offsetsForTimes",
            "partitionsFor");

    @Test
    void packagesUseOnlyWhatTheirArrowsAllow() {
        var rule = layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        for (String name : ARROWS.keySet()) {
            rule = rule.layer(name).definedBy(name.equals("root") ? "io.directstream" : "io.directstream." + name);
        }
        for (var arrow : ARROWS.entrySet()) {
            var layer = rule.whereLayer(arrow.getKey());
            rule = arrow.getValue().isEmpty()
                    ? layer.mayNotAccessAnyLayer()
                    : layer.mayOnlyAccessLayers(arrow.getValue().toArray(String[]::new));
        }
        check(rule.ensureAllClassesAreContainedInArchitecture());
    }

    @Test
    void packagesAreFreeOfCycles() {
        check(slices().matching("io.directstream.(*)..").should().beFreeOfCycles());
    }

    @Test
    void theCoreKnowsNoFramework() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "io.micrometer.."));
    }

    @Test
    void theCoreUsesNoInternalsOfKafka() {
        check(noClasses()
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.apache.kafka..internals..").and(not(equivalentTo(RecordHeaders.class))))
                .because("they move between releases; RecordHeaders alone has no public counterpart"));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(CORE.stream().map(JavaClass::getPackage).distinct())
                .filteredOn(aPackage -> !aPackage.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .as("packages whose package-info lacks @NullMarked")
                .isEmpty();
    }

    @Test
    void staticFieldsAreFinal() {
        check(fields().that().areStatic().should().beFinal().because("state shared by all streams of a JVM is a bug"));
    }

    @Test
    void valuesAreRecords() {
        check(classes()
                .that()
                .haveNameMatching(".*(Descriptor|Snapshot|Stats)")
                .should()
                .beRecords());
    }

    @Test
    void nothingIsPrinted() {
        check(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
    }

    @Test
    void onlyTheEngineHasThreads() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.directstream.stream")
                .should()
                .beAssignableTo(Thread.class));
    }

    @Test
    void onlyTheClientFactoryMakesKafkaClients() {
        check(noClasses()
                .that()
                .areNotAssignableTo("io.directstream.consumer.ClientFactory")
                .should()
                .accessTargetWhere(target(describe("make a Kafka client", ArchitectureTests::makesClient))));
    }

    @Test
    void nothingIsCommittedWithoutNamingItsOffsets() {
        check(noClasses()
                .should()
                .accessTargetWhere(
                        target(describe("commit the consumer's position", ArchitectureTests::commitsPosition)))
                .because("the position of a paused group consumer never moves, so this would rewind the group"));
    }

    @Test
    void callsToABrokerHaveADeadline() {
        check(noClasses()
                .should()
                .accessTargetWhere(
                        target(describe("wait for the broker without a deadline", ArchitectureTests::isOpenEnded))));
    }

    @Test
    void testsAreNamedSoThatTheyRun() {
        Path tests = Path.of(System.getProperty("basedir", ""), "target", "test-classes");

        assertThat(new ClassFileImporter().importPath(tests))
                .filteredOn(
                        type -> type.isTopLevelClass() && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filteredOn(type -> type.getMethods().stream()
                        .anyMatch(
                                method -> method.isMetaAnnotatedWith("org.junit.platform.commons.annotation.Testable")))
                .extracting(JavaClass::getSimpleName)
                .allSatisfy(name ->
                        assertThat(name).as("the build runs *Tests only").endsWith("Tests"));
    }

    private static boolean makesClient(AccessTarget target) {
        JavaClass owner = target.getOwner();
        boolean client = owner.isAssignableTo(Consumer.class)
                || owner.isAssignableTo(Producer.class)
                || owner.isAssignableTo(Admin.class);
        return client && (target.getName().equals("<init>") || target.getName().equals("create"));
    }

    private static boolean commitsPosition(AccessTarget target) {
        return isConsumerCall(target)
                && (target.getName().equals("commitSync") || target.getName().equals("commitAsync"))
                && parameters(target).noneMatch(type -> type.isAssignableTo(Map.class));
    }

    private static boolean isOpenEnded(AccessTarget target) {
        return isConsumerCall(target)
                && REMOTE_CALLS.contains(target.getName())
                && parameters(target).noneMatch(type -> type.isEquivalentTo(Duration.class));
    }

    private static boolean isConsumerCall(AccessTarget target) {
        return target.getOwner().isAssignableTo(Consumer.class);
    }

    private static Stream<JavaClass> parameters(AccessTarget target) {
        return target instanceof CodeUnitAccessTarget call ? call.getRawParameterTypes().stream() : Stream.empty();
    }

    private static DescribedPredicate<JavaAccess<?>> target(DescribedPredicate<AccessTarget> condition) {
        return describe(condition.getDescription(), access -> condition.test(access.getTarget()));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CORE);
    }
}
