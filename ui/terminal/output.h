// SPDX-License-Identifier: Apache-2.0
/*
 * output: bytes on their way to a terminal that may be slow.
 *
 * A line that takes no more bytes makes them wait here, never the program.  Internal to this
 * folder.
 */
#ifndef TERMINAL_OUTPUT_H
#define TERMINAL_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Output {
    int fd; // does not block
    char *bytes;
    size_t start; // what lies before it was written
    size_t length;
    size_t capacity;
    bool is_gone; // the other end hung up: bytes are thrown away
} Output;

void output_init(Output *output, int fd);
void output_done(Output *output);
void output_add(Output *output, const char *bytes, size_t length);
bool output_is_empty(const Output *output);
// Writes what the line takes; true if nothing is left.
bool output_flush(Output *output);
// True if the line would take bytes right now.
bool output_is_writable(const Output *output);

#endif
