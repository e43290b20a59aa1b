package com.startynk.sync.query.listing;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The words of a text, of any language, as the index has them: without case and accents, in small letters and digits of ASCII
 * only, so that no server's own idea of letters matters. Scripts that have no spaces between words are taken by pairs of signs.
 */
final class Words {

    /** Servers leave out what is longer than 84 with what they put before it. */
    private static final int LONGEST = 72;

    private static final char ESCAPE = 'z';
    private static final int DIGITS = 36;
    private static final int DIGITS_OF_A_SIGN = 4;
    private static final Pattern ACCENTS = Pattern.compile("\\p{Mn}+");

    private static final Set<UnicodeScript> WITHOUT_SPACES = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private Words() {}

    /** What an entity is found by: each word once. */
    static Set<String> of(String text) {
        var words = new LinkedHashSet<String>();
        if (isAscii(text)) {
            addAscii(text, words);
            return words;
        }
        runs(text, run -> {
            if (run.pairs()) {
                // Each sign begins a pair, or the last stands alone: so a single one can be looked for, too.
                for (var at = 0; at < run.signs().size(); at++) {
                    words.add(encoded(
                            run.signs().subList(at, Math.min(at + 2, run.signs().size()))));
                }
            } else {
                words.add(encoded(run.signs()));
            }
        });
        return words;
    }

    /** What somebody looks for: beginnings of words, all of which must be there. */
    static Set<String> lookedFor(String text) {
        var words = new LinkedHashSet<String>();
        if (isAscii(text)) {
            addAscii(text, words);
            return words;
        }
        runs(text, run -> {
            if (run.pairs() && run.signs().size() > 1) {
                for (var at = 0; at + 1 < run.signs().size(); at++) {
                    words.add(encoded(run.signs().subList(at, at + 2)));
                }
            } else {
                words.add(encoded(run.signs()));
            }
        });
        return words;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(sign -> sign < 128);
    }

    /** The same as by runs for what most texts are, of which no sign has to be taken apart. */
    private static void addAscii(String text, Set<String> words) {
        var word = new StringBuilder();
        var isFull = false;
        for (var at = 0; at < text.length(); at++) {
            var sign = text.charAt(at);
            if (Character.isLetterOrDigit(sign)) {
                var encoded = encoded(Character.toLowerCase(sign));
                isFull = isFull || word.length() + encoded.length() > LONGEST;
                word.append(isFull ? "" : encoded);
            } else if (word.length() > 0) {
                words.add(word.toString());
                word.setLength(0);
                isFull = false;
            }
        }
        if (word.length() > 0) {
            words.add(word.toString());
        }
    }

    /** @param pairs whether the signs belong to a script without spaces */
    private record Run(List<Integer> signs, boolean pairs) {}

    private static void runs(String text, Consumer<Run> taker) {
        var signs = new ArrayList<Integer>();
        var pairs = false;
        for (var sign : (Iterable<Integer>) folded(text).codePoints()::iterator) {
            var ofPairs = WITHOUT_SPACES.contains(UnicodeScript.of(sign));
            var goesOn = isOfAWord(sign);
            if (!signs.isEmpty() && (!goesOn || ofPairs != pairs)) {
                taker.accept(new Run(List.copyOf(signs), pairs));
                signs.clear();
            }
            if (goesOn) {
                signs.add(sign);
                pairs = ofPairs;
            }
        }
        if (!signs.isEmpty()) {
            taker.accept(new Run(List.copyOf(signs), pairs));
        }
    }

    private static String folded(String text) {
        var apart = ACCENTS.matcher(Normalizer.normalize(withoutCase(text), Normalizer.Form.NFKD))
                .replaceAll("")
                .replace('ł', 'l')
                .replace('ø', 'o')
                .replace('đ', 'd');
        // Once more, for capitals that come out of signs.
        return withoutCase(Normalizer.normalize(apart, Normalizer.Form.NFKC)).replace('ς', 'σ');
    }

    /** First to capitals: that makes SS of a sharp s, and one I of those with and without a dot. Sigma at an end stays its own. */
    private static String withoutCase(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    private static boolean isOfAWord(int sign) {
        return Character.isLetterOrDigit(sign) || Character.getType(sign) == Character.COMBINING_SPACING_MARK;
    }

    private static String encoded(List<Integer> signs) {
        var word = new StringBuilder();
        for (var sign : signs) {
            var encoded = encoded(sign);
            if (word.length() + encoded.length() > LONGEST) {
                break;
            }
            word.append(encoded);
        }
        return word.toString();
    }

    /** What is no small letter or digit of ASCII is its number; the sign before numbers is written twice. */
    private static String encoded(int sign) {
        if (sign == ESCAPE) {
            return "zz";
        }
        if (sign < 128) {
            return Character.toString(sign);
        }
        var number = Integer.toString(sign, DIGITS);
        return ESCAPE + "0".repeat(DIGITS_OF_A_SIGN - number.length()) + number;
    }
}
