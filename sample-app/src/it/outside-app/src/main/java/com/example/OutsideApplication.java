/*
 * Copyright 2026 the Direct Stream authors.
 *
 * Licensed under the Apache License, Version 2.0; see the file LICENSE.
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example;

import io.directstream.OffsetRange;
import io.directstream.listener.DirectStreamListener;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class OutsideApplication {
    public static void main(String[] args) {
        SpringApplication.run(OutsideApplication.class, args);
    }

    @DirectStreamListener("greetings")
    void each(List<String> greetings, OffsetRange range) {
        System.out.println("received " + greetings + " as " + range);
    }
}
