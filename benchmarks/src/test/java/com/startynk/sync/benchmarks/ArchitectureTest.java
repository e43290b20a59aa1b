package com.startynk.sync.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Who may know whom in this module, which no other one knows. */
class ArchitectureTest {

    private static final String ROOT = "com.startynk.sync.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT + "benchmarks");

    /** What shares the product's reading of the contract would share its mistakes. */
    @Test
    void theLoadDriverSharesNoClassWithTheProduct() {
        holds(noClasses()
                .that()
                .resideInAPackage(ROOT + "benchmarks.load..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + "protocol..",
                        ROOT + "events..",
                        ROOT + "catalog..",
                        ROOT + "platform..",
                        ROOT + "command..",
                        ROOT + "query..",
                        ROOT + "realtime..",
                        ROOT + "push..",
                        ROOT + "client..",
                        ROOT + "embedded..",
                        ROOT + "standalone.."));
    }

    @Test
    void theLoadDriverNeedsNoSpring() {
        holds(noClasses()
                .that()
                .resideInAPackage(ROOT + "benchmarks.load..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.."));
    }

    @Test
    void packagesFormNoCycles() {
        holds(slices().matching(ROOT + "benchmarks.(**)").should().beFreeOfCycles());
    }

    @Test
    void everyPackageSaysWhatMayBeNull() {
        var packages = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(any -> !any.endsWith("jmh_generated"))
                .distinct()
                .toList();
        var marked = CLASSES.stream()
                .filter(any -> any.getSimpleName().equals("package-info"))
                .filter(any -> any.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(JavaClass::getPackageName)
                .toList();
        assertThat(marked).containsExactlyInAnyOrderElementsOf(packages);
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(false).check(CLASSES);
    }
}
