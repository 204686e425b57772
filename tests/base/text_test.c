// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"

#include <stdint.h>

#include "base/arena.h"
#include "base/memory.h"
#include "support/suite.h"

START_TEST(test_empty_text_is_a_string)
{
    AUTO(text_done) Text text = TEXT_EMPTY;
    ck_assert_str_eq(text_string(&text), "");
    AUTO_FREE char *taken = text_take(&text);
    ck_assert_str_eq(taken, "");
}
END_TEST

START_TEST(test_grows_in_every_way)
{
    AUTO(text_done) Text text = TEXT_EMPTY;
    text_add(&text, "ab");
    text_add_char(&text, 'c');
    text_add_repeat(&text, '-', 200);
    text_add_bytes(&text, "xyz", 2);
    text_add_format(&text, "%03d", 7);
    ck_assert_uint_eq(text.length, 208);
    ck_assert(text_starts_with(text_string(&text), "abc---"));
    ck_assert_str_eq(text_string(&text) + 203, "xy007");
}
END_TEST

START_TEST(test_ceiling_is_kept_and_remembered)
{
    Error err = ERROR_EMPTY;
    AUTO(text_done) Text text = TEXT_EMPTY_MAX(5);
    text_add(&text, "12345");
    ck_assert_done(text_check(&text, &err), &err);
    text_add_char(&text, '6');
    text_add_format(&text, "%d", 7);
    ck_assert_str_eq(text_string(&text), "12345");
    ck_assert_refused(text_check(&text, &err), &err, ERROR_INTERNAL);
}
END_TEST

START_TEST(test_what_did_not_fit_stays_out_for_good)
{
    AUTO(text_done) Text text = TEXT_EMPTY_MAX(5);
    text_add(&text, "123456");
    text_add(&text, "1");
    ck_assert_str_eq(text_string(&text), "");
    ck_assert(text.is_full);
    text_clear(&text);
    text_add(&text, "1");
    ck_assert_str_eq(text_string(&text), "1");
}
END_TEST

START_TEST(test_the_default_ceiling)
{
    AUTO(text_done) Text text = TEXT_EMPTY;
    text_add_repeat(&text, 'x', TEXT_MAX_DEFAULT);
    ck_assert(!text.is_full);
    text_add_char(&text, 'x');
    ck_assert(text.is_full);
}
END_TEST

START_TEST(test_take_leaves_an_empty_text)
{
    AUTO(text_done) Text text = TEXT_EMPTY_MAX(9);
    text_add(&text, "one");
    AUTO_FREE char *taken = text_take(&text);
    ck_assert_str_eq(taken, "one");
    ck_assert_uint_eq(text.length, 0);
    ck_assert_uint_eq(text.ceiling, 9);
    text_add(&text, "two");
    ck_assert_str_eq(text_string(&text), "two");
}
END_TEST

START_TEST(test_cut_and_clear)
{
    AUTO(text_done) Text text = TEXT_EMPTY;
    text_add(&text, "abcdef");
    text_cut(&text, 2);
    ck_assert_str_eq(text_string(&text), "ab");
    text_clear(&text);
    ck_assert_str_eq(text_string(&text), "");
}
END_TEST

static const struct {
    const char *text;
    const char *json;
} jsons[] = {
    {NULL, "null"},
    {"", "\"\""},
    {"a\"b\\c", "\"a\\\"b\\\\c\""},
    {"\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""},
    {"\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\""},
    {"Zo\xc3\xab </script>", "\"Zo\xc3\xab </script>\""},
};

START_TEST(test_json_strings)
{
    AUTO(text_done) Text text = TEXT_EMPTY;
    text_add_json(&text, jsons[_i].text);
    ck_assert_str_eq(text_string(&text), jsons[_i].json);
}
END_TEST

START_TEST(test_plain_strings)
{
    AUTO_FREE char *copy = text_copy("abc");
    AUTO_FREE char *part = text_copy_bytes("abcdef", 2);
    AUTO_FREE char *made = text_format("%s-%d", "x", 3);
    ck_assert_str_eq(copy, "abc");
    ck_assert_str_eq(part, "ab");
    ck_assert_str_eq(made, "x-3");
    ck_assert_ptr_null(text_copy(NULL));
    ck_assert(text_equal(NULL, NULL));
    ck_assert(text_equal("a", "a"));
    ck_assert(!text_equal("a", NULL));
    ck_assert(!text_equal(NULL, "a"));
    ck_assert(!text_equal("a", "b"));
    ck_assert(text_starts_with("abc", "ab"));
    ck_assert(!text_starts_with("a", "ab"));
}
END_TEST

START_TEST(test_take_moves_a_pointer_out)
{
    char *owner = text_copy("x");
    AUTO_FREE char *taken = TAKE(owner);
    ck_assert_ptr_null(owner);
    ck_assert_str_eq(taken, "x");
}
END_TEST

START_TEST(test_memory)
{
    AUTO_FREE char *none = memory_new(0, 0);
    AUTO_FREE int *numbers = memory_new(3, sizeof *numbers);
    AUTO_FREE char *copy = memory_copy("ab", 3);
    ck_assert_ptr_nonnull(none);
    ck_assert_int_eq(numbers[2], 0);
    ck_assert_str_eq(copy, "ab");
    numbers = memory_resize(numbers, 1000, sizeof *numbers);
    numbers[999] = 1;
}
END_TEST

START_TEST(test_memory_beyond_all_bounds_ends_the_program)
{
    free(memory_resize(NULL, SIZE_MAX / 2, 16));
}
END_TEST

START_TEST(test_arena_gives_zeroed_aligned_memory)
{
    AUTO(arena_free) Arena *arena = arena_new(1024 * 1024);
    (void)arena_copy(arena, "x");
    int64_t *numbers = ARENA_ARRAY(arena, int64_t, 10);
    ck_assert_uint_eq((uintptr_t)numbers % _Alignof(max_align_t), 0);
    ck_assert_int_eq(numbers[9], 0);
    ck_assert_str_eq(arena_format(arena, "%d/%s", 5, "y"), "5/y");
    ck_assert_ptr_null(arena_copy(arena, NULL));
    ck_assert_str_eq(arena_copy_bytes(arena, "abcd", 2), "ab");
}
END_TEST

START_TEST(test_arena_grows_past_its_blocks_and_starts_anew)
{
    AUTO(arena_free) Arena *arena = arena_new(10 * 1024 * 1024);
    for (int round = 0; round < 3; round++) {
        char *big = arena_alloc(arena, 1, 300 * 1024);
        ck_assert_int_eq(big[0], 0);
        memset(big, 'x', 300 * 1024);
        for (int i = 0; i < 5000; i++)
            memset(arena_alloc(arena, 1, 100), 'y', 100);
        ck_assert_uint_ge(arena_used(arena), 800 * 1024);
        arena_reset(arena);
        ck_assert_uint_eq(arena_used(arena), 0);
    }
}
END_TEST

START_TEST(test_arena_ceiling_ends_the_program)
{
    AUTO(arena_free) Arena *arena = arena_new(1024);
    (void)arena_alloc(arena, 1, 1000);
    (void)arena_alloc(arena, 1, 100);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("text");
    TCase *tests = tcase_create("text");
    tcase_add_test(tests, test_empty_text_is_a_string);
    tcase_add_test(tests, test_grows_in_every_way);
    tcase_add_test(tests, test_ceiling_is_kept_and_remembered);
    tcase_add_test(tests, test_what_did_not_fit_stays_out_for_good);
    tcase_add_test(tests, test_the_default_ceiling);
    tcase_add_test(tests, test_take_leaves_an_empty_text);
    tcase_add_test(tests, test_cut_and_clear);
    tcase_add_loop_test(tests, test_json_strings, 0, (int)COUNT_OF(jsons));
    tcase_add_test(tests, test_plain_strings);
    tcase_add_test(tests, test_take_moves_a_pointer_out);
    tcase_add_test(tests, test_memory);
    tcase_add_test_raise_signal(tests, test_memory_beyond_all_bounds_ends_the_program, 6);
    tcase_add_test(tests, test_arena_gives_zeroed_aligned_memory);
    tcase_add_test(tests, test_arena_grows_past_its_blocks_and_starts_anew);
    tcase_add_test_raise_signal(tests, test_arena_ceiling_ends_the_program, 6);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
