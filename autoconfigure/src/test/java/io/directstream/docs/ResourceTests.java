/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package io.directstream.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** What pages quote of files that applications use. */
class ResourceTests {

    @Test
    void theProofOfTheLedgerIsQuotedAsItIs() throws IOException {
        String proof = new ClassPathResource("io/directstream/jdbc/ledger-proof.sql")
                .getContentAsString(StandardCharsets.UTF_8)
                .stripTrailing();

        assertThat(Pages.read("delivery-guarantees.md"))
                .contains("<!-- resource: ledger-proof.sql -->\n```sql\n" + proof + "\n```\n");
    }
}
