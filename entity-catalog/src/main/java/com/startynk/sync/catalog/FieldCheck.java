package com.startynk.sync.catalog;

import com.startynk.sync.catalog.declaration.Section;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells what in a field's declaration does not go together. */
final class FieldCheck {

    private static final Set<FieldKind> NUMBERS = EnumSet.of(FieldKind.NUMBER, FieldKind.INTEGER);
    private static final Set<FieldKind> VALUES_OF_MAPS =
            EnumSet.of(FieldKind.TEXT, FieldKind.NUMBER, FieldKind.INTEGER, FieldKind.BOOLEAN);
    private static final Set<MergeRule> COMPARING =
            EnumSet.of(MergeRule.LAST_WRITE, MergeRule.CLIENT, MergeRule.SERVER, MergeRule.MANUAL);

    private final Field field;
    private final Section body;

    FieldCheck(Field field, Section body) {
        this.field = field;
        this.body = body;
    }

    /** Adds every problem that there is to the declaration's. */
    void run(boolean typeMerges) {
        needs("values", EnumSet.of(FieldKind.ENUM));
        needs("references", EnumSet.of(FieldKind.REFERENCE));
        needs("of", EnumSet.of(FieldKind.MAP));
        takes("min", NUMBERS);
        takes("max", NUMBERS);
        takes("minLength", EnumSet.of(FieldKind.TEXT));
        takes("maxLength", EnumSet.of(FieldKind.TEXT));
        checkValues();
        checkMap();
        checkBounds();
        checkReaders();
        checkSensitive();
        checkIndexed();
        if (body.has("merge")) {
            checkMerge(field.merge(), typeMerges);
        }
    }

    private void needs(String key, Set<FieldKind> kinds) {
        takes(key, kinds);
        if (kinds.contains(field.kind()) && !body.has(key)) {
            body.problem("type", "type " + field.kind().word() + " needs '" + key + "'");
        }
    }

    private void takes(String key, Set<FieldKind> kinds) {
        if (!kinds.contains(field.kind()) && body.has(key)) {
            body.problem(
                    key, "'" + key + "' means nothing for type " + field.kind().word());
        }
    }

    private void checkReaders() {
        var readers = field.readers();
        if (body.isSound() && readers != null && readers.isEmpty()) {
            body.problem("read", "a field that nobody may read is of no use");
        }
    }

    /** An index and a list of words are copies that everybody with the database can read. */
    private void checkIndexed() {
        takesTrue("indexed", field.indexed(), EnumSet.complementOf(EnumSet.of(FieldKind.OBJECT, FieldKind.MAP)));
        takesTrue("searchable", field.searchable(), EnumSet.of(FieldKind.TEXT));
    }

    private void takesTrue(String key, boolean wanted, Set<FieldKind> kinds) {
        takes(key, kinds);
        if (wanted && field.sensitive()) {
            body.problem(key, "what is stored encrypted cannot be '" + key + "'");
        }
    }

    /** What is stored encrypted can be compared, and nothing else. */
    private void checkSensitive() {
        if (!field.sensitive()) {
            return;
        }
        if (field.isReference()) {
            body.problem("sensitive", "a reference cannot be sensitive: the server has to follow it");
        }
        if (!COMPARING.contains(field.merge())) {
            body.problem("merge", field.merge() + " looks into values, which it cannot where they are encrypted");
        }
    }

    private void checkValues() {
        if (body.isSound() && field.kind() == FieldKind.ENUM && field.values().isEmpty()) {
            body.problem("values", "'values' must name at least one");
        }
        var seen = new HashSet<String>();
        for (var value : field.values()) {
            if (!seen.add(value)) {
                body.problem("values", "'values' names '" + value + "' twice");
            }
        }
    }

    private void checkMap() {
        if (field.kind() != FieldKind.MAP) {
            return;
        }
        if (field.of() != null && !VALUES_OF_MAPS.contains(field.of())) {
            body.problem("of", "'of' must be one of text, number, integer, boolean");
        }
        if (field.isList()) {
            body.problem("list", "there are no lists of maps: use type object");
        }
    }

    private void checkBounds() {
        checkOrder("min", field.min(), field.max());
        var maxLength = field.maxLength();
        checkOrder(
                "minLength",
                BigDecimal.valueOf(field.minLength()),
                maxLength == null ? null : BigDecimal.valueOf(maxLength));
    }

    private void checkOrder(String key, @Nullable BigDecimal least, @Nullable BigDecimal most) {
        if (least != null && most != null && least.compareTo(most) > 0) {
            body.problem(key, "'" + key + "' is above '" + key.replace("min", "max") + "'");
        }
    }

    private void checkMerge(MergeRule rule, boolean typeMerges) {
        if (!typeMerges) {
            body.problem("merge", "a merge rule has no effect without 'strategy: MERGE'");
        } else if (!rule.fits(field.kind(), field.isList())) {
            var what = (field.isList() ? "a list of " : "") + "type "
                    + field.kind().word();
            body.problem("merge", rule + " is for " + rule.domain() + ", not for " + what);
        } else if (rule == MergeRule.SUM && (field.min() != null || field.max() != null)) {
            body.problem("merge", "SUM cannot keep to 'min' and 'max': the sum of good values may lie outside");
        } else if (rule == MergeRule.APPEND && field.maxLength() != null) {
            body.problem("merge", "APPEND cannot keep to 'maxLength': two good texts may be too long together");
        }
    }
}
