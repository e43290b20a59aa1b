package com.startynk.sync.query.listing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {

    @ParameterizedTest
    @CsvSource({
        "Pour slab B2,          slab",
        "Pour slab B2,          b2 POUR",
        "Pour slab B2,          B",
        "Hormigón aquí,         hormigon",
        "Hormigon aqui,         AQUÍ",
        "Płyta łączna,          plyta laczna",
        "Straße sperren,        strasse",
        "ISPARTA kapısı,        ısparta kapisi",
        "İnşaat,                insaat",
        "Залити плиту Б2,       плит",
        "ЗАЛИТИ,                залити",
        "тріщина в стіні,       ТРІЩИНА",
        "οδοσήμανση,            ΟΔΟΣ",
        "ΠΛΑΚΑΣ,                πλακας",
        "打设混凝土,             混凝土",
        "打设混凝土,             土",
        "コンクリートを打つ,       クリート",
        "콘크리트 타설,           콘크",
        "เทคอนกรีต,             คอนกรีต",
        "कंक्रीट डालो,           कंक्रीट",
        "\uD842\uDFB7野家,       \uD842\uDFB7野",
        "zebra crossing,        ze",
        "donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft2, donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamtengesellschaft",
    })
    void finds(String text, String wanted) {
        assertThat(finds(Words.lookedFor(wanted), text)).as(wanted).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Pour slab B2,  lab",
        "Pour slab B2,  slab B3",
        "Pour slab B2,  slabs",
        "打设混凝土,     土凝",
        "zebra,         zzebra",
        "zzebra,        zebra",
        "\u00ff00,      z006z00",
    })
    void findsNot(String text, String wanted) {
        assertThat(finds(Words.lookedFor(wanted), text)).as(wanted).isFalse();
    }

    /** Which it reads another way, since most texts are. */
    @Test
    void takesTextOfAsciiAloneAsAnyOther() {
        var random = new Random(20_261_126);
        for (var n = 0; n < 2_000; n++) {
            var text = random.ints(random.nextInt(200), 0, 128)
                    .map(sign -> random.nextInt(4) == 0 ? 'z' : sign)
                    .map(sign -> sign > ' ' || random.nextInt(8) == 0 ? sign : 'Z')
                    .map(sign -> Character.isLetterOrDigit(sign) || random.nextInt(24) == 0 ? sign : 'a')
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            var expected = new HashSet<>(Words.of(text));
            expected.add("l");

            assertThat(Words.of(text + " ł")).as(text).isEqualTo(expected);
            assertThat(Words.lookedFor(text + " ł")).as(text).isEqualTo(expected);
        }
    }

    @Test
    void takesWhatIsNoLetterOrDigitForAGap() {
        assertThat(Words.lookedFor("+slab* -\"pour\" (~b2) @8 %_\\'")).containsExactly("slab", "pour", "b2", "8");
        assertThat(Words.lookedFor(" +-*\"()~<>@%_ \uD83D\uDE00 \u0000 ")).isEmpty();
        assertThat(Words.of("")).isEmpty();
    }

    /** So no server takes a word apart, or for two. */
    @Test
    void makesSmallLettersAndDigitsOfAnything() {
        var random = new Random(1);
        for (var n = 0; n < 2_000; n++) {
            var text = random.ints(30, 1, 0x30000)
                    .filter(sign -> sign < 0xD800 || sign > 0xDFFF)
                    .mapToObj(Character::toString)
                    .collect(Collectors.joining());
            assertThat(Words.of(text)).allMatch(word -> word.matches("[a-z0-9]{1,72}"));
            assertThat(finds(Words.lookedFor(text), text)).as(text).isTrue();
            assertThat(Words.of(text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)))
                    .as("case of %s", text)
                    .isEqualTo(Words.of(text));
        }
    }

    private static boolean finds(Iterable<String> wanted, String text) {
        var words = Words.of(text);
        for (var one : wanted) {
            if (words.stream().noneMatch(word -> word.startsWith(one))) {
                return false;
            }
        }
        return true;
    }
}
