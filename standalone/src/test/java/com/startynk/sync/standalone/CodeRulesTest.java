package com.startynk.sync.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.events.cachepolicy.CachePolicyEvent;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.events.parking.ParkingEvent;
import com.startynk.sync.events.session.SessionEvent;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What keeps the code of all modules alike. A rule that finds nothing to look at fails. */
class CodeRulesTest {

    private static final String ROOT = "com.startynk.sync.";

    @AfterAll
    static void rulesRan() {
        assertThat(Product.rulesThatHeld()).isPositive();
    }

    @Test
    void aggregatesAndRulesLookAtNothingButTheirInput() {
        Product.holds(noClasses()
                .that(resideInAnyPackage(ROOT + "command.merge..")
                        .or(simpleNameEndingWith("Rule"))
                        .or(simpleNameEndingWith("SyncedEntity"))
                        .or(simpleNameEndingWith("ChangedPolicies")))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.slf4j..", "java.util.random..")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(java.time.Clock.class, "instant")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime"));
    }

    @Test
    void everyStoredEventIsARecordWithARevision() {
        assertThat(EntityEvent.class.getPermittedSubclasses()).isNotEmpty();
        Product.holds(classes()
                .that()
                .implement(EntityEvent.class)
                .or()
                .implement(ParkingEvent.class)
                .or()
                .implement(SessionEvent.class)
                .or()
                .implement(CachePolicyEvent.class)
                .should()
                .beRecords()
                .andShould()
                .beTopLevelClasses()
                .andShould()
                .beAnnotatedWith(Revision.class));
    }

    @Test
    void idsSayWhatTheyAre() {
        Product.holds(classes()
                .that()
                .haveSimpleNameEndingWith("Id")
                .and()
                .areRecords()
                .should(declareMethod("toString")));
    }

    @Test
    void handlersAreNotPublic() {
        Product.holds(methods()
                .that()
                .areAnnotatedWith(EventHandler.class)
                .or()
                .areAnnotatedWith(org.axonframework.commandhandling.CommandHandler.class)
                .or()
                .areAnnotatedWith(org.axonframework.queryhandling.QueryHandler.class)
                .or()
                .areAnnotatedWith(org.axonframework.eventsourcing.EventSourcingHandler.class)
                .should()
                .notBePublic());
    }

    @Test
    void handlersOfEventsNameTheirGroup() {
        Product.holds(methods()
                .that()
                .areAnnotatedWith(EventHandler.class)
                .should()
                .beDeclaredInClassesThat(annotatedWith(ProcessingGroup.class)));
    }

    @Test
    void fieldsAreNotInjected() {
        Product.holds(fields().should()
                .notBeAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .andShould()
                .notBeAnnotatedWith("jakarta.inject.Inject"));
    }

    @Test
    void onlyTheCommandLinePrints() {
        Product.holds(noClasses()
                .that()
                .doNotHaveSimpleName("StarTynkSync")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace"));
    }

    /** One class filters what the logger writes in an outage, and must know which logger that is. */
    @Test
    void thereIsOneLogger() {
        Product.holds(noClasses()
                .that()
                .haveNameNotMatching(".*\\.QuietOutages(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.util.logging..",
                        "org.apache.commons.logging..",
                        "ch.qos.logback..",
                        "org.apache.logging.."));
    }

    @Test
    void oneClassMakesProblemsOfExceptions() {
        var advices = Product.CLASSES.stream()
                .filter(any -> any.isMetaAnnotatedWith("org.springframework.web.bind.annotation.ControllerAdvice"))
                .map(JavaClass::getSimpleName);
        assertThat(advices).containsExactly("Problems");
    }

    @Test
    void namesSayWhatThingsAreFor() {
        Product.holds(noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Dto)(\\$.*)?"));
        Product.holds(noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..helper..", "..dto..", "..impl..", "..service.."));
    }

    @Test
    void everyPackageSaysWhatMayBeNull() {
        var packages = Product.CLASSES.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .toList();
        var marked = Product.CLASSES.stream()
                .filter(any -> any.getSimpleName().equals("package-info"))
                .filter(any -> any.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(JavaClass::getPackageName)
                .toList();
        assertThat(marked).containsExactlyInAnyOrderElementsOf(packages);
    }

    private static ArchCondition<JavaClass> declareMethod(String name) {
        return new ArchCondition<>("declare " + name) {
            @Override
            public void check(JavaClass each, ConditionEvents events) {
                var declared = each.getMethods().stream()
                        .anyMatch(method -> method.getName().equals(name));
                events.add(new SimpleConditionEvent(each, declared, each.getName() + " and its " + name));
            }
        };
    }
}
