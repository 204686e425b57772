// SPDX-License-Identifier: Apache-2.0
#include "terminal/decoder.h"

#include "base/text.h"
#include "support/suite.h"

// Feeds bytes and adds the names of the keys, with a blank between them; pasted ones in < >.
static void feed(Decoder *decoder, const char *bytes, size_t length, Text *names)
{
    Key keys[DECODER_KEYS];
    char name[KEY_TEXT_SIZE];
    for (size_t i = 0; i < length; i++) {
        size_t count = decoder_feed(decoder, (unsigned char)bytes[i], keys);
        ck_assert_uint_le(count, DECODER_KEYS);
        for (size_t k = 0; k < count; k++)
            text_add_format(names, keys[k].is_pasted ? "<%s> " : "%s ", key_format(keys[k], name));
    }
}

static void time_out(Decoder *decoder, Text *names)
{
    Key keys[DECODER_KEYS];
    char name[KEY_TEXT_SIZE];
    size_t count = decoder_timeout(decoder, keys);
    for (size_t k = 0; k < count; k++)
        text_add_format(names, keys[k].is_pasted ? "<%s> " : "%s ", key_format(keys[k], name));
}

typedef struct Dialect {
    const char *bytes;
    const char *names;
} Dialect;

// An "A" behind each sequence shows that it ended where it should.
static const Dialect dialects[] = {
    // F1 to F4: xterm and VT220 keypads, old xterm, linux console, shifted.
    {"\033OP", "F1 "},
    {"\033OQ", "F2 "},
    {"\033OR", "F3 "},
    {"\033OS", "F4 "},
    {"\033[11~", "F1 "},
    {"\033[12~", "F2 "},
    {"\033[13~", "F3 "},
    {"\033[14~", "F4 "},
    {"\033[[A", "F1 "},
    {"\033[[B", "F2 "},
    {"\033[[C", "F3 "},
    {"\033[[D", "F4 "},
    {"\033[[E", "F5 "},
    {"\033[1;2P", "Shift+F1 "},
    {"\033[1;2S", "Shift+F4 "},
    {"\033[P", "F1 "},
    {"\033O2P", "Shift+F1 "},
    {"\033O1;2Q", "Shift+F2 "},
    // F5 to F12, with the holes the VT220 left in the numbers.
    {"\033[15~", "F5 "},
    {"\033[17~", "F6 "},
    {"\033[18~", "F7 "},
    {"\033[19~", "F8 "},
    {"\033[20~", "F9 "},
    {"\033[21~", "F10 "},
    {"\033[23~", "F11 "},
    {"\033[24~", "F12 "},
    {"\033[24;5~", "Ctrl+F12 "},
    {"\033[25~", "Shift+F1 "},
    {"\033[34~", "Shift+F8 "},
    {"\033[16~", ""},
    {"\033[22~", ""},
    // The twins of the function keys.
    {"\0331", "F1 "},
    {"\0332", "F2 "},
    {"\0339", "F9 "},
    {"\0330", "F10 "},
    {"\033-", "F11 "},
    {"\033=", "F12 "},
    {"\033[27;3;57~", "F9 "},
    {"\033[49;3u", "F1 "},
    // Cursor keys: normal, application, rxvt, with modifiers, with a second Esc for Alt.
    {"\033[A", "Up "},
    {"\033OB", "Down "},
    {"\033[1;5C", "Ctrl+Right "},
    {"\033[1;3D", "Alt+Left "},
    {"\033[1;9D", "Alt+Left "},
    {"\033\033[A", "Alt+Up "},
    {"\033\033OA", "Alt+Up "},
    {"\033[a", "Shift+Up "},
    {"\033Oc", "Ctrl+Right "},
    {"\033[H", "Home "},
    {"\033[F", "End "},
    {"\033OH", "Home "},
    {"\033OF", "End "},
    {"\033[1~", "Home "},
    {"\033[4~", "End "},
    {"\033[7~", "Home "},
    {"\033[8~", "End "},
    {"\033[7^", "Ctrl+Home "},
    {"\033[7$", "Shift+Home "},
    {"\033[7@", "Ctrl+Shift+Home "},
    {"\033[2~", "Insert "},
    {"\033[3~", "Delete "},
    {"\033[5~", "PageUp "},
    {"\033[6~", "PageDown "},
    {"\033[Z", "BackTab "},
    // The keypad in application mode.
    {"\033Op\033Oq\033Or\033Os\033Ot", "0 1 2 3 4 "},
    {"\033Ou\033Ov\033Ow\033Ox\033Oy", "5 6 7 8 9 "},
    {"\033On", ". "},
    {"\033Ol", ", "},
    {"\033OM", "Enter "},
    {"\033Oj\033Ok\033Om\033Oo", "* + - / "},
    {"\033OX", "= "},
    {"\033OE", ""},
    // Plain bytes.
    {"\r", "Enter "},
    {"\n", "Enter "},
    {"\t", "Tab "},
    {"\b", "Backspace "},
    {"\177", "Backspace "},
    {"\025", "Ctrl+U "},
    {"\032", "Ctrl+Z "},
    {"\034", "Ctrl+\\ "},
    {"a", "a "},
    {" ", "Space "},
    {"\303\274", "ü "},
    {"\344\270\255", "中 "},
    {"\360\237\222\266", "💶 "},
    {"\033x", "Alt+x "},
    {"\033\303\274", "Alt+ü "},
    {"\033\r", "Alt+Enter "},
    {"\033\177", "Alt+Backspace "},
    // Keys as terminals send them that were told to be clear about modifiers.
    {"\033[27;2;13~", "Shift+Enter "},
    {"\033[13;5u", "Ctrl+Enter "},
    {"\033[27u", "Esc "},
    {"\033[9;2u", "BackTab "},
    {"\033[117;5u", "Ctrl+U "},
    {"\033[97:65;2u", "a "},
    {"\033[233u", "é "},
    {"\033[155u", ""},
    {"\033[1114112u", ""},
    // Answers and reports we never asked for: gone without a trace.
    {"\033[?1;2c", ""},
    {"\033[>0;276;0c", ""},
    {"\033[?2026;2$y", ""},
    {"\033[12;40R", ""},
    {"\033[I", ""},
    {"\033[O", ""},
    {"\033[M !!", ""},
    {"\033[<0;12;3M", ""},
    {"\033[<0;12;3m", ""},
    {"\033]0;title\007", ""},
    {"\033]52;c;QUJD\033\\", ""},
    {"\033P1$r0m\033\\", ""},
    {"\033_hidden\033\\", ""},
    {"\033^hidden\033\\", ""},
    {"\033[200;1x", ""},
    {"\033[201~", ""},
    {"\033[1;2;3;4;5;6;7;8;9~", "Shift+Home "},
    {"\033[99999999999999999999~", ""},
    // Cut short by something else.
    {"\033[12\033[A", "Up "},
    {"\033[12\r", "Enter "},
    {"\033[12\303\274", "ü "},
    {"\033O\r", "Enter "},
    {"\033]0;ti\r", ""},
    {"\033]0;ti\033[A", "Up "},
    {"\033[12\030", ""},
    {"\033\033x", "Esc Alt+x "},
    {"\033\033\033[A", "Esc Alt+Up "},
    // Bytes that are no text.
    {"\200", ""},
    {"\377\376", ""},
    {"\300\200", ""},
    {"\355\240\200", ""},
    {"\364\220\200\200", ""},
    {"\303", ""},
    {"\344\270", ""},
    {"\302\233", ""},
    {"\302\205", ""},
    {"\344\033[A", "Up "},
};

START_TEST(test_dialect)
{
    const Dialect *dialect = &dialects[_i];
    AUTO(text_done) Text names = TEXT_EMPTY;
    Decoder decoder = DECODER_START;
    feed(&decoder, dialect->bytes, strlen(dialect->bytes), &names);
    feed(&decoder, "A", 1, &names);
    AUTO_FREE char *expected = text_format("%sA ", dialect->names);
    ck_assert_str_eq(text_string(&names), expected);
    ck_assert_int_eq(decoder_wait_ms(&decoder, 25), -1);
}
END_TEST

START_TEST(test_zero_byte_is_ctrl_space)
{
    AUTO(text_done) Text names = TEXT_EMPTY;
    Decoder decoder = DECODER_START;
    feed(&decoder, "\0", 1, &names);
    ck_assert_str_eq(text_string(&names), "Ctrl+Space ");
}
END_TEST

START_TEST(test_lone_escape_comes_with_time)
{
    AUTO(text_done) Text names = TEXT_EMPTY;
    Decoder decoder = DECODER_START;
    feed(&decoder, "\033", 1, &names);
    ck_assert_str_eq(text_string(&names), "");
    ck_assert_int_eq(decoder_wait_ms(&decoder, 25), 25);
    time_out(&decoder, &names);
    ck_assert_int_eq(decoder_wait_ms(&decoder, 25), -1);
    feed(&decoder, "\033\033", 2, &names);
    time_out(&decoder, &names);
    ck_assert_str_eq(text_string(&names), "Esc Esc Esc ");
}
END_TEST

START_TEST(test_begun_sequences_get_more_time_and_are_dropped)
{
    static const Dialect begun[] = {
        {"\033[", ""},       {"\033[1;", ""},    {"\033[[", ""},      {"\033O", "Alt+O "},
        {"\033]", "Alt+] "}, {"\033]0;", ""},    {"\033P", "Alt+P "}, {"\303", ""},
        {"\033[M ", ""},     {"\033]x\033", ""},
    };
    for (size_t i = 0; i < COUNT_OF(begun); i++) {
        AUTO(text_done) Text names = TEXT_EMPTY;
        Decoder decoder = DECODER_START;
        feed(&decoder, begun[i].bytes, strlen(begun[i].bytes), &names);
        ck_assert_int_eq(decoder_wait_ms(&decoder, 25), DECODER_PARTIAL_MS);
        time_out(&decoder, &names);
        ck_assert_str_eq(text_string(&names), begun[i].names);
        ck_assert_int_eq(decoder_wait_ms(&decoder, 25), -1);
    }
}
END_TEST

START_TEST(test_paste_is_text_and_nothing_else)
{
    AUTO(text_done) Text names = TEXT_EMPTY;
    Decoder decoder = DECODER_START;
    const char paste[] =
        "\033[200~1\r\n2\t\0333\033[A4\033[31m5\033OP\033]0;x\0076\003\033[201~7\r";
    feed(&decoder, paste, sizeof paste - 1, &names);
    ck_assert_str_eq(text_string(&names),
                     "<PasteBegin> <1> <2> <3> <4> <5> <6> <PasteEnd> 7 Enter ");
}
END_TEST

START_TEST(test_paste_that_never_ends_is_ended)
{
    AUTO(text_done) Text names = TEXT_EMPTY;
    Decoder decoder = DECODER_START;
    feed(&decoder, "\033[200~a\033[200~b\033]0;", 18, &names);
    ck_assert_int_eq(decoder_wait_ms(&decoder, 25), DECODER_PARTIAL_MS);
    time_out(&decoder, &names);
    ck_assert_int_eq(decoder_wait_ms(&decoder, 25), DECODER_PASTE_MS);
    time_out(&decoder, &names);
    feed(&decoder, "c", 1, &names);
    ck_assert_str_eq(text_string(&names), "<PasteBegin> <a> <b> <PasteEnd> c ");
}
END_TEST

START_TEST(test_endless_string_is_given_up)
{
    AUTO(text_done) Text names = TEXT_EMPTY;
    Decoder decoder = DECODER_START;
    feed(&decoder, "\033]", 2, &names);
    for (int i = 0; i <= DECODER_STRING_MAX; i++)
        feed(&decoder, "x", 1, &names);
    feed(&decoder, "y", 1, &names);
    ck_assert_str_eq(text_string(&names), "y ");
}
END_TEST

// The same bytes in one read or in many give the same keys: the state is all in the decoder.
START_TEST(test_the_state_can_be_moved)
{
    AUTO(text_done) Text names = TEXT_EMPTY;
    const char bytes[] = "\033[20;5~\344\270\255\033Op";
    Decoder decoder = DECODER_START;
    for (size_t i = 0; i + 1 < sizeof bytes; i++) {
        Decoder copy = decoder;
        feed(&copy, bytes + i, 1, &names);
        decoder = copy;
    }
    ck_assert_str_eq(text_string(&names), "Ctrl+F9 中 0 ");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("decoder");
    TCase *tests = tcase_create("decoder");
    tcase_add_loop_test(tests, test_dialect, 0, (int)COUNT_OF(dialects));
    tcase_add_test(tests, test_zero_byte_is_ctrl_space);
    tcase_add_test(tests, test_lone_escape_comes_with_time);
    tcase_add_test(tests, test_begun_sequences_get_more_time_and_are_dropped);
    tcase_add_test(tests, test_paste_is_text_and_nothing_else);
    tcase_add_test(tests, test_paste_that_never_ends_is_ended);
    tcase_add_test(tests, test_endless_string_is_given_up);
    tcase_add_test(tests, test_the_state_can_be_moved);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
