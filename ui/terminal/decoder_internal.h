// SPDX-License-Identifier: Apache-2.0
// decoder_internal: the states, and the tables of what sequences mean; not for anyone else.
#ifndef TERMINAL_DECODER_INTERNAL_H
#define TERMINAL_DECODER_INTERNAL_H

#include "terminal/decoder.h"

typedef enum DecoderState {
    DECODER_GROUND,        // between keys
    DECODER_CHARACTER,     // inside a character of several bytes
    DECODER_ESCAPE,        // after Esc: the key, Alt, or the start of a sequence
    DECODER_CSI,           // Esc [
    DECODER_CSI_LINUX,     // Esc [ [
    DECODER_SS3,           // Esc O
    DECODER_STRING,        // Esc ] and its like: an answer to something we never asked
    DECODER_STRING_ESCAPE, // the first half of its end
    DECODER_MOUSE,         // three bytes of an old mouse report
} DecoderState;

typedef struct DecoderSequence {
    char final;
    unsigned number;
    unsigned modifier; // as xterm counts: 1 + Shift 1 + Alt 2 + Ctrl 4 + Meta 8; 0: none given
    unsigned code;
    bool is_alt; // a second Esc stood in front
} DecoderSequence;

// All give KEY_NONE for what is no key of ours.
Key decoder_table_control_key(unsigned char byte);
Key decoder_table_csi_key(const DecoderSequence *sequence);
Key decoder_table_ss3_key(const DecoderSequence *sequence);
Key decoder_table_linux_key(unsigned char byte);
// Alt with 1 … 9, 0, - or = is F1 … F12; anything else is what it is.
Key decoder_table_twin(Key key);
// True for what may be a character: not a control, not half of a surrogate pair, not past the end.
bool decoder_table_is_text(uint32_t point);

#endif
