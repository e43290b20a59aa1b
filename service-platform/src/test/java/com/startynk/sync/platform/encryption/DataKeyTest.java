package com.startynk.sync.platform.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataKeyTest {

    private static final String ANN = "5b1c0000-0000-4000-8000-000000000001";

    private final DataKey key = new DataKey(ANN, key(1));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "\"\"",
                "\"Gießen – 打设 🏗️\"",
                "{\"a\":[1,null,true]}",
                "\"fifteen bytes.\"",
                "\"sixteen bytes ..\""
            })
    void opensWhatItSealed(String json) throws GeneralSecurityException {
        assertThat(key.open("notes", key.seal("notes", json)).stripTrailing()).isEqualTo(json);
    }

    @Test
    void sealsTheSameValueToTheSameTextAndEveryOtherToAnother() {
        var texts = new HashSet<String>();
        for (var n = 0; n < 1000; n++) {
            texts.add(key.seal("notes", "" + n));
            assertThat(key.seal("notes", "" + n)).isIn(texts);
        }

        assertThat(texts).hasSize(1000);
        assertThat(key.seal("notes", "7"))
                .isNotEqualTo(key.seal("remarks", "7"))
                .isNotEqualTo(new DataKey(ANN, key(2)).seal("notes", "7"));
    }

    @Test
    void tellsNoMoreOfALengthThanSixteenBytesAtATime() {
        assertThat(key.seal("fit", "true")).hasSameSizeAs(key.seal("fit", "false"));
        assertThat(key.seal("fit", "\"seventeen bytes.\""))
                .hasSizeGreaterThan(key.seal("fit", "true").length());
    }

    @Test
    void opensNothingOfAnotherEntityFieldOrKey() {
        var sealed = key.seal("notes", "7");

        assertThatThrownBy(() -> key.open("remarks", sealed)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> new DataKey(ANN, key(2)).open("notes", sealed))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> new DataKey(ANN.replace('5', '6'), key(1)).open("notes", sealed))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void opensNothingThatWasChanged() {
        var sealed = key.seal("notes", "7");
        var bytes = Base64.getUrlDecoder().decode(sealed.substring(DataKey.MARK.length()));
        for (var n = 0; n < bytes.length; n++) {
            var changed = bytes.clone();
            changed[n] ^= 1;
            var text = DataKey.MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThatThrownBy(() -> key.open("notes", text)).isInstanceOf(GeneralSecurityException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"enc:1:", "enc:1:AAAA", "enc:1:*", "enc:1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void opensNoRubbish(String text) {
        assertThat(DataKey.isSealed(text)).isTrue();
        assertThatThrownBy(() -> key.open("notes", text)).isInstanceOf(GeneralSecurityException.class);
    }

    static byte[] key(int first) {
        var bytes = new byte[DataKey.BYTES];
        bytes[0] = (byte) first;
        return bytes;
    }
}
