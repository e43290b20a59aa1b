package com.startynk.sync.standalone;

import com.startynk.sync.platform.chain.ChainSettings;
import com.startynk.sync.platform.encryption.EncryptionSettings;
import com.startynk.sync.platform.identity.IdentitySettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;

/** Looks at the keys of the environment before the slow part of the start. */
final class GivenKeys {

    private GivenKeys() {}

    static void requireUsable(ConfigurableEnvironment environment) {
        var binder = Binder.get(environment);
        binder.bindOrCreate("startynk.identity", IdentitySettings.class).requireUsableKeys();
        binder.bindOrCreate("startynk.encryption", EncryptionSettings.class).requireUsableKeys();
        binder.bindOrCreate("startynk.audit", ChainSettings.class);
    }
}
