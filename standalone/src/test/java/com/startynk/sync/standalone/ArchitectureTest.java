package com.startynk.sync.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.RedisOperations;

/** Who may know whom. A rule that finds nothing to look at fails. */
class ArchitectureTest {

    private static final String ROOT = "com.startynk.sync.";

    @AfterAll
    static void rulesRan() {
        assertThat(Product.rulesThatHeld()).isPositive();
    }

    /** Else a rule would hold because a module was not looked at. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "protocol",
                "events",
                "catalog",
                "platform",
                "command",
                "query",
                "realtime",
                "push",
                "client",
                "embedded",
                "standalone"
            })
    void looksAtEveryModule(String module) {
        assertThat(Product.CLASSES.stream().filter(any -> any.getPackageName().startsWith(ROOT + module)))
                .hasSizeGreaterThan(1);
    }

    @Test
    void servicesMeetOnlyInTheirContracts() {
        Product.holds(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(false)
                .layer("protocol")
                .definedBy(ROOT + "protocol..")
                .layer("events")
                .definedBy(ROOT + "events..")
                .layer("catalog")
                .definedBy(ROOT + "catalog..")
                .layer("platform")
                .definedBy(ROOT + "platform..")
                .layer("command")
                .definedBy(ROOT + "command..")
                .layer("query")
                .definedBy(ROOT + "query..")
                .layer("realtime")
                .definedBy(ROOT + "realtime..")
                .layer("push")
                .definedBy(ROOT + "push..")
                .layer("client")
                .definedBy(ROOT + "client..")
                .layer("embedded")
                .definedBy(ROOT + "embedded..")
                .layer("standalone")
                .definedBy(ROOT + "standalone..")
                .whereLayer("protocol")
                .mayNotAccessAnyLayer()
                .whereLayer("events")
                .mayNotAccessAnyLayer()
                .whereLayer("embedded")
                .mayNotAccessAnyLayer()
                .whereLayer("catalog")
                .mayOnlyAccessLayers("protocol")
                .whereLayer("client")
                .mayOnlyAccessLayers("protocol")
                .whereLayer("platform")
                .mayOnlyAccessLayers("protocol", "events")
                .whereLayer("command")
                .mayOnlyAccessLayers("protocol", "events", "catalog", "platform")
                .whereLayer("query")
                .mayOnlyAccessLayers("protocol", "events", "catalog", "platform")
                .whereLayer("realtime")
                .mayOnlyAccessLayers("protocol", "events", "catalog", "platform")
                .whereLayer("push")
                .mayOnlyAccessLayers("protocol", "events", "catalog", "platform")
                .whereLayer("client")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("standalone")
                .mayNotBeAccessedByAnyLayer());
    }

    @Test
    void theProtocolNeedsNoFramework() {
        Product.holds(classes()
                .that()
                .resideInAPackage(ROOT + "protocol..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        ROOT + "protocol..",
                        "java..",
                        "com.fasterxml.jackson.annotation..",
                        "jakarta.validation..",
                        "org.jspecify..")));
    }

    @Test
    void theClientNeedsNoFramework() {
        Product.holds(noClasses()
                .that()
                .resideInAPackage(ROOT + "client..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework..", "org.axonframework..")));
    }

    /** Jackson's tree is what steps from one revision to the next work on. */
    @Test
    void eventsNeedNothingButAxonsMessagesAndJson() {
        Product.holds(classes()
                .that()
                .resideInAPackage(ROOT + "events..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        ROOT + "events..",
                        "java..",
                        "com.fasterxml.jackson.annotation..",
                        "tools.jackson.databind..",
                        "org.axonframework..",
                        "org.jspecify..")));
    }

    @Test
    void packagesFormNoCycles() {
        Product.holds(slices().assignedFrom(PACKAGES).should().beFreeOfCycles());
    }

    @Test
    void theReadingSideCommandsNobody() {
        Product.holds(noClasses()
                .that()
                .resideInAPackage(ROOT + "query..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.axonframework.commandhandling.."));
    }

    @Test
    void nettyStaysInTheEngine() {
        Product.holds(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "realtime.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty.."));
    }

    @Test
    void sqlIsFoundInRowsFeedsAndPositions() {
        Product.holds(noClasses()
                .that()
                .resideInAnyPackage(ROOT + "command..", ROOT + "query..", ROOT + "realtime..", ROOT + "push..")
                .and()
                .haveSimpleNameNotEndingWith("Rows")
                .and()
                .haveSimpleNameNotEndingWith("Feed")
                .and()
                .haveSimpleNameNotEndingWith("Positions")
                .and()
                .areNotAnnotatedWith(Configuration.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.jdbc.core.."));
    }

    /** It is what lets the reading side go on without Redis. */
    @Test
    void theReadingSideReachesRedisThroughItsBreaker() {
        Product.holds(noClasses()
                .that()
                .resideInAPackage(ROOT + "query..")
                .and()
                .doNotHaveSimpleName("RedisBreaker")
                .and()
                .areNotAnnotatedWith(Configuration.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(RedisOperations.class));
    }

    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
            // The wire's records and error codes are one vocabulary in several packages.
            return each.getPackageName().startsWith(ROOT + "protocol")
                    ? SliceIdentifier.ignore()
                    : SliceIdentifier.of(each.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };
}
