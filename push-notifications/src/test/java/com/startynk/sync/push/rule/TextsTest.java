package com.startynk.sync.push.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.NotificationRule.Text;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextsTest {

    private static final Map<String, Text> CONFLICT = Texts.shipped("conflict");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en|1|One field of a task was changed on two devices.",
                "en-GB|2|2 fields of a task were changed on two devices.",
                "es-MX|2|2 campos de «task» cambiaron en dos dispositivos.",
                "pl|1|1 pole „task” zmieniono na dwóch urządzeniach.",
                "pl|3|3 pola „task” zmieniono na dwóch urządzeniach.",
                "pl|5|5 pól „task” zmieniono na dwóch urządzeniach.",
                "pl|22|22 pola „task” zmieniono na dwóch urządzeniach.",
                "uk|1|1 поле «task» змінено на двох пристроях.",
                "uk|4|4 поля «task» змінено на двох пристроях.",
                "uk|11|11 полів «task» змінено на двох пристроях.",
                "uk|21|21 поле «task» змінено на двох пристроях.",
                "tr|3|task kaydının 3 alanı iki cihazda değiştirildi.",
                "ja|2|2 fields of a task were changed on two devices."
            })
    void countsAsEachLanguageDoes(String language, int count, String expected) {
        var said = Texts.say(CONFLICT, Locale.forLanguageTag(language), Map.of("count", count, "type", "task"));

        assertThat(said.body()).isEqualTo(expected);
    }

    @Test
    void takesTheNearestLanguageThatThereIs() {
        var texts = Map.of("en", new Text("en", "en"), "pt", new Text("pt", "pt"), "pt-BR", new Text("pt-BR", "pt-BR"));

        assertThat(Texts.say(texts, Locale.forLanguageTag("pt-BR"), Map.of()).title())
                .isEqualTo("pt-BR");
        assertThat(Texts.say(texts, Locale.forLanguageTag("pt-PT"), Map.of()).title())
                .isEqualTo("pt");
        assertThat(Texts.say(texts, Locale.forLanguageTag("de"), Map.of()).title())
                .isEqualTo("en");
    }

    @Test
    void refusesPatternsThatNameNoFieldOrAreNone() {
        assertThatThrownBy(() -> Texts.check("a rule", new Text("{nobody}", ""), Set.of("title")))
                .hasMessageContaining("nobody");
        assertThatThrownBy(() -> Texts.check("a rule", new Text("{title", ""), Set.of("title")))
                .hasMessageContaining("a rule");
    }

    @Test
    void findsNothingWrongWithTheTextsThatShip() {
        var catalog = EntityCatalog.load(null);

        new RuleBook(catalog);

        assertThat(catalog.types().stream().flatMap(type -> type.notifications().stream()))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.texts()).containsOnlyKeys("en", "es", "pl", "tr", "uk"));
    }
}
