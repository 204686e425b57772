// SPDX-License-Identifier: Apache-2.0
/*
 * decoder: bytes from any terminal → keys.
 *
 * A state machine without a terminal and without a clock.  It knows every dialect of the function
 * keys and of the keypad at once, whatever TERM says; swallows whole sequences it does not know, so
 * that none of their letters is ever taken for typing; and strips a paste of line ends, tabs and
 * controls.  Feed it byte by byte; a sequence may be spread over any number of reads.
 *
 *     Decoder decoder = DECODER_START;
 *     Key keys[DECODER_KEYS];
 *     size_t count = decoder_feed(&decoder, byte, keys);
 *     int wait_ms = decoder_wait_ms(&decoder, 25);   // how long a lone Esc may take
 *     if (nothing came for wait_ms) count = decoder_timeout(&decoder, keys);
 */
#ifndef TERMINAL_DECODER_H
#define TERMINAL_DECODER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "canvas/key.h"

enum {
    DECODER_KEYS = 4,          // the most one byte or one timeout can make
    DECODER_PARAMETERS = 4,    // more are read and forgotten
    DECODER_STRING_MAX = 4096, // an OSC or DCS longer than this is garbage
    DECODER_PARTIAL_MS = 500,  // how long the rest of a begun sequence may take
    DECODER_PASTE_MS = 3000,   // a paste that stops for so long has ended
};

typedef struct Decoder {
    int state;
    bool is_alt;     // a second Esc came before the sequence
    bool is_private; // CSI with < = > ? or an intermediate: never a key
    bool is_sub;     // after a colon: a detail of a parameter, ignored
    bool is_pasting;
    unsigned parameters[DECODER_PARAMETERS];
    size_t parameter_count;
    uint32_t point; // a character begun
    uint32_t point_min;
    unsigned wanted; // bytes to go: of the character, of a mouse report
    size_t string_length;
} Decoder;

#define DECODER_START ((Decoder){.state = 0})

// Returns how many keys were put into ret_keys, often none.
size_t decoder_feed(Decoder *decoder, unsigned char byte, Key ret_keys[DECODER_KEYS]);
// -1: nothing is pending.  Else how long to wait for more bytes before decoder_timeout();
// escape_ms is the answer for a lone Esc.
int decoder_wait_ms(const Decoder *decoder, int escape_ms);
// No more bytes came: a lone Esc is the key Esc, anything else begun is dropped.
size_t decoder_timeout(Decoder *decoder, Key ret_keys[DECODER_KEYS]);

#endif
