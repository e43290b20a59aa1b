package com.startynk.sync.query.listing;

import com.startynk.sync.query.ownership.Sight;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * How to come upon the entities {@code e} of a list: over the rows themselves, or over copies {@code v}. Where it is copies that
 * are right up to a place of the feed, rows behind that are a second source, and those that could not be copied a third.
 */
sealed interface Way {

    /**
     * Where to read from.
     *
     * @param sql from, and the beginning of the conditions
     * @param inOrder whether copies give the list's order
     */
    record Source(String sql, List<Object> values, boolean inOrder) {

        private static Source ofRows() {
            return new Source(" FROM synced_entity e WHERE ", List.of(), false);
        }

        private static Source ofRowsBehind(long position) {
            return new Source(" FROM synced_entity e WHERE e.position > ? AND ", List.of(position), false);
        }

        private static Source ofRowsLeftOut(long position) {
            return new Source(
                    " FROM listing_left_out o STRAIGHT_JOIN synced_entity e ON e.entity_id = o.entity_id"
                            + " WHERE e.position <= ? AND ",
                    List.of(position),
                    false);
        }
    }

    String OF_COPIES = " STRAIGHT_JOIN synced_entity e ON e.entity_id = v.entity_id WHERE ";

    /**
     * All that leads to the list together.
     *
     * @param downwards the direction of an order
     */
    List<Source> sources(boolean downwards);

    /** Over the rows themselves. */
    record OfRows() implements Way {

        @Override
        public List<Source> sources(boolean downwards) {
            return List.of(Source.ofRows());
        }
    }

    /**
     * Over the copies of one value.
     *
     * @param position up to where copies are right
     */
    record OfValue(int field, Collection<String> projects, KeyBytes value, long position) implements Way {

        @Override
        public List<Source> sources(boolean downwards) {
            var values = new ArrayList<Object>(List.of(field));
            values.addAll(projects);
            values.add(value.bytes());
            values.add(position);
            var sql = " FROM listed_value v FORCE INDEX (upwards)" + OF_COPIES + "v.field = ? AND v.project_id IN ("
                    + Sight.marks(projects) + ") AND v.value = ? AND e.position <= ? AND ";
            return List.of(
                    new Source(sql, values, false), Source.ofRowsBehind(position), Source.ofRowsLeftOut(position));
        }
    }

    /**
     * Over the copies of a field in their order.
     *
     * @param position up to where copies are right
     */
    record OfOrder(int field, String projectId, long position) implements Way {

        @Override
        public List<Source> sources(boolean downwards) {
            var sql = " FROM listed_value v FORCE INDEX (" + (downwards ? "downwards" : "upwards") + ")" + OF_COPIES
                    + "v.field = ? AND v.project_id = ? AND v.value < ? AND e.position <= ? AND ";
            return List.of(
                    new Source(sql, List.of(field, projectId, KeyBytes.OVERLONG.bytes(), position), true),
                    Source.ofRowsBehind(position),
                    Source.ofRowsLeftOut(position));
        }
    }

    /**
     * Over the index of words, which may be late.
     *
     * @param firstField of the copies that the words are of
     */
    record OfWords(String words, int firstField) implements Way {

        @Override
        public List<Source> sources(boolean downwards) {
            var sql = " FROM listed_text v" + OF_COPIES + "MATCH (v.words) AGAINST (? IN BOOLEAN MODE) AND ";
            return List.of(new Source(sql, List.of(words), false));
        }
    }
}
