/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.autoconfigure;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.members;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShould;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.ConfigurationProperties;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shape of the Spring module, read from what its build produced. */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("the imported classes")
class ArchitectureTests {

    private static final Path PRODUCED = Path.of(System.getProperty("basedir", ""), "target", "classes");

    private static final JavaClasses MODULE = new ClassFileImporter().importPath(PRODUCED);

    @Test
    void packagesAreFreeOfCycles() {
        check(slices().matching("io.directstream.(*)..").should().beFreeOfCycles());
    }

    @Test
    void theCoresPackagesAreNotExtendedFromHere() {
        check(noClasses()
                .should()
                .resideInAnyPackage(
                        "io.directstream",
                        "io.directstream.strategy..",
                        "io.directstream.assignor..",
                        "io.directstream.consumer..",
                        "io.directstream.offset..",
                        "io.directstream.rate..",
                        "io.directstream.stream..",
                        "io.directstream.read.."));
    }

    @Test
    void nothingDependsOnTheAutoConfiguration() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.directstream.autoconfigure..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.directstream.autoconfigure.."));
    }

    @Test
    void onlyMetricsAndObservationsKnowMicrometer() {
        check(onlyIn("io.directstream.metrics..", "io.directstream.observation..")
                .dependOnClassesThat()
                .resideInAPackage("io.micrometer.."));
    }

    @Test
    void onlyEndpointAndHealthKnowTheActuator() {
        check(onlyIn("io.directstream.endpoint..", "io.directstream.health..")
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.boot.actuate.."));
        check(onlyIn("io.directstream.health..")
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.boot.health.."));
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(MODULE.stream().map(JavaClass::getPackage).distinct())
                .filteredOn(aPackage -> !aPackage.isAnnotatedWith(NullMarked.class))
                .extracting(JavaPackage::getName)
                .as("packages whose package-info lacks @NullMarked")
                .isEmpty();
    }

    @Test
    void staticFieldsAreFinal() {
        check(fields().that().areStatic().should().beFinal().because("state shared by all contexts of a JVM is a bug"));
    }

    @Test
    void nothingIsPrinted() {
        check(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
    }

    @Test
    void valuesAreRecords() {
        check(classes()
                .that()
                .haveNameMatching(".*(Properties|Descriptor|Snapshot|Stats)")
                .should()
                .beRecords());
    }

    @Test
    void autoConfigurationsArePublicFinalAndNamedSo() {
        check(classes()
                .that()
                .areAnnotatedWith(AutoConfiguration.class)
                .should()
                .bePublic()
                .andShould()
                .haveModifier(JavaModifier.FINAL)
                .andShould()
                .haveSimpleNameEndingWith("AutoConfiguration"));
    }

    @Test
    void autoConfigurationsKeepTheirMembersToThemselves() {
        check(members()
                .that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(AutoConfiguration.class)
                .and(describe("are not the constructor Java adds", ArchitectureTests::isWritten))
                .should()
                .notBePublic());
    }

    @Test
    void classConditionsStandOnClasses() {
        check(
                methods()
                        .should()
                        .notBeAnnotatedWith(ConditionalOnClass.class)
                        .because(
                                "reading the annotation of a method loads the class, and with it every type of its signatures"));
    }

    @Test
    void theListOfAutoConfigurationsIsSortedAndComplete() throws IOException {
        Path list = PRODUCED.resolve("META-INF/spring/" + AutoConfiguration.class.getName() + ".imports");
        List<String> listed = Files.exists(list)
                ? Files.readAllLines(list).stream()
                        .filter(line -> !line.isBlank() && !line.startsWith("#"))
                        .toList()
                : List.of();
        List<String> written = MODULE.stream()
                .filter(type -> type.isAnnotatedWith(AutoConfiguration.class))
                .map(JavaClass::getName)
                .sorted()
                .toList();

        assertThat(listed).as("lines of %s", list.getFileName()).isEqualTo(written);
    }

    @Test
    void everyPropertyHasADescription() {
        if (MODULE.stream().noneMatch(type -> type.isAnnotatedWith(ConfigurationProperties.class))) {
            return;
        }
        Path metadata = PRODUCED.resolve("META-INF/spring-configuration-metadata.json");
        assertThat(metadata)
                .as(
                        "written by spring-boot-configuration-processor, which runs only if annotationProcessorPaths names it")
                .exists();
        JsonNode properties = JsonMapper.shared().readTree(metadata).path("properties");

        assertThat(properties.valueStream())
                .isNotEmpty()
                .filteredOn(
                        property -> property.path("description").asString("").isBlank())
                .extracting(property -> property.path("name").asString())
                .as("properties without a description (the @param of their record)")
                .isEmpty();
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

    /** The auto-configuration, which wires everything, is always allowed. */
    private static ClassesShould onlyIn(String... packages) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .and()
                .resideOutsideOfPackage("io.directstream.autoconfigure..")
                .should();
    }

    private static boolean isWritten(JavaMember member) {
        return !(member instanceof JavaConstructor constructor
                && constructor.getRawParameterTypes().isEmpty());
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MODULE);
    }
}
