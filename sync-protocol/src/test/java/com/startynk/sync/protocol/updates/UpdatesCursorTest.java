package com.startynk.sync.protocol.updates;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.updates.UpdatesCursor.Mark;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class UpdatesCursorTest {

    private static final String DEPLOYMENT = "a0c3f1d2-0000-4000-8000-000000000001";
    private static final String QUAY = "7d0e0000-0000-4000-8000-000000000001";
    private static final UUID TASK = UUID.fromString("5b1c0000-0000-4000-8000-000000000001");

    @Test
    void comesBackAsItWas() {
        var cursor = new UpdatesCursor(
                7, new Mark(41, TASK), new TreeMap<>(Map.of(QUAY, Mark.at(50), "org", new Mark(3, TASK))), 60, 5);

        assertThat(UpdatesCursor.decode(cursor.encode(DEPLOYMENT), DEPLOYMENT)).contains(cursor);
    }

    @Test
    void staysShortWhateverItsReaderMaySee() {
        var cursor = new UpdatesCursor(
                Long.MAX_VALUE, new Mark(Long.MAX_VALUE, TASK), new TreeMap<>(), Long.MAX_VALUE, Long.MAX_VALUE);

        assertThat(cursor.encode(DEPLOYMENT)).hasSizeLessThanOrEqualTo(512);
    }

    @Test
    void isTheSameForASocketThatIsGivenOneWithEachMessage() {
        for (var position : new long[] {0, 41, Long.MAX_VALUE}) {
            assertThat(UpdatesCursor.encodeAll(-7, position, DEPLOYMENT))
                    .isEqualTo(UpdatesCursor.ofAll(-7, position).encode(DEPLOYMENT));
        }
    }

    @Test
    void isOfNoOtherDeploymentAndNotMadeUp() {
        var text = UpdatesCursor.ofAll(7, 41).encode(DEPLOYMENT);

        assertThat(UpdatesCursor.decode(text, "another")).isEmpty();
        assertThat(UpdatesCursor.decode(text.substring(0, text.length() - 2), DEPLOYMENT))
                .isEmpty();
        assertThat(UpdatesCursor.decode("AAAA", DEPLOYMENT)).isEmpty();
    }

    /** Phones hold such cursors for as long as they are away. */
    @Test
    void ofTheFirstFormatIsReadAsOneOfNoGeneration() throws IOException {
        assertThat(UpdatesCursor.decode(firstFormat(), DEPLOYMENT))
                .contains(new UpdatesCursor(7, Mark.at(41), new TreeMap<>(Map.of(QUAY, new Mark(50, TASK))), 60, 0));
    }

    private static String firstFormat() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeByte(1);
        out.writeLong(7);
        out.writeBoolean(true);
        out.writeLong(41);
        out.writeBoolean(false);
        out.writeLong(60);
        out.writeInt(1);
        out.writeUTF(QUAY);
        out.writeLong(50);
        out.writeBoolean(true);
        out.writeLong(TASK.getMostSignificantBits());
        out.writeLong(TASK.getLeastSignificantBits());
        var crc = new CRC32C();
        crc.update(DEPLOYMENT.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        crc.update(bytes.toByteArray());
        out.writeInt((int) crc.getValue());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }
}
