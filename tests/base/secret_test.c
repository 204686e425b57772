// SPDX-License-Identifier: Apache-2.0
#include "base/secret.h"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "support/suite.h"

static Secret *secret_of(const char *text)
{
    return secret_from_bytes(text, strlen(text));
}

START_TEST(test_holds_and_compares)
{
    AUTO(secret_free) Secret *one = secret_of("tin");
    AUTO(secret_free) Secret *two = secret_new(8);
    ck_assert_uint_eq(secret_length(two), 0);
    ck_assert_str_eq(secret_text(two), "");
    ck_assert(secret_add(two, "ti", 2));
    ck_assert(!secret_equal(one, two));
    ck_assert(secret_add(two, "n", 1));
    ck_assert(secret_equal(one, two));
    ck_assert_str_eq(secret_text(two), "tin");
    ck_assert(!secret_add(two, "123456", 6));
    ck_assert_uint_eq(secret_length(two), 3);
    secret_free(NULL);
}
END_TEST

START_TEST(test_cutting_wipes)
{
    AUTO(secret_free) Secret *secret = secret_of("abcdef");
    secret_cut(secret, 2);
    ck_assert_str_eq(secret_text(secret), "ab");
    ck_assert_int_eq(secret_bytes(secret)[5], 0);
}
END_TEST

// The page behind a secret cannot be touched: one byte too far is a crash and not a leak.
START_TEST(test_memory_is_guarded)
{
    AUTO(secret_free) Secret *secret = secret_new(15);
    const volatile uint8_t *bytes = secret_bytes(secret);
    (void)signal(SIGSEGV, SIG_DFL);
    (void)bytes[16];
}
END_TEST

START_TEST(test_randomness)
{
    AUTO(secret_free) Secret *one = secret_random_new(32);
    AUTO(secret_free) Secret *two = secret_random_new(32);
    ck_assert_uint_eq(secret_length(one), 32);
    ck_assert(!secret_equal(one, two));
    bool seen[5] = {false};
    for (int i = 0; i < 1000; i++)
        seen[secret_random_below(5)] = true;
    for (size_t i = 0; i < COUNT_OF(seen); i++)
        ck_assert(seen[i]);
}
END_TEST

START_TEST(test_key_derivation)
{
    static const uint8_t salt[SECRET_SALT_SIZE] = "0123456789abcde";
    Error err = ERROR_EMPTY;
    AUTO(secret_free) Secret *password = secret_of("correct horse 9");
    AUTO(secret_free) Secret *other = secret_of("correct horse 8");
    AUTO(secret_free) Secret *key = NULL;
    AUTO(secret_free) Secret *again = NULL;
    AUTO(secret_free) Secret *differs = NULL;
    ck_assert_done(secret_derive_key(password, salt, 3, 64, &key, &err), &err);
    ck_assert_done(secret_derive_key(password, salt, 3, 64, &again, &err), &err);
    ck_assert_done(secret_derive_key(other, salt, 3, 64, &differs, &err), &err);
    ck_assert_uint_eq(secret_length(key), SECRET_KEY_SIZE);
    ck_assert(secret_equal(key, again));
    ck_assert(!secret_equal(key, differs));
}
END_TEST

static const struct {
    uint64_t ops;
    size_t mem_kib;
} unreasonable[] = {{0, 64}, {17, 64}, {3, 7}, {3, 1024 * 1024 + 1}, {UINT64_MAX, SIZE_MAX}};

START_TEST(test_unreasonable_parameters)
{
    static const uint8_t salt[SECRET_SALT_SIZE] = {0};
    Error err = ERROR_EMPTY;
    AUTO(secret_free) Secret *password = secret_of("x");
    AUTO(secret_free) Secret *key = NULL;
    ck_assert_refused(secret_derive_key(password, salt, unreasonable[_i].ops,
                                        unreasonable[_i].mem_kib, &key, &err),
                      &err, ERROR_MALFORMED);
}
END_TEST

// RFC 4648, section 10, without the padding.
static const struct {
    const char *bytes;
    const char *text;
} base32[] = {
    {"", ""},
    {"f", "MY"},
    {"fo", "MZXQ"},
    {"foo", "MZXW6"},
    {"foob", "MZXW6YQ"},
    {"fooba", "MZXW6YTB"},
    {"foobar", "MZXW6YTBOI"},
};

START_TEST(test_base32)
{
    Error err = ERROR_EMPTY;
    AUTO(secret_free) Secret *bytes = secret_of(base32[_i].bytes);
    AUTO(secret_free) Secret *text = secret_base32_encode(bytes);
    AUTO(secret_free) Secret *back = NULL;
    ck_assert_str_eq(secret_text(text), base32[_i].text);
    ck_assert_done(secret_base32_decode(secret_text(text), &back, &err), &err);
    ck_assert(secret_equal(bytes, back));
}
END_TEST

START_TEST(test_base32_as_people_write_it)
{
    Error err = ERROR_EMPTY;
    AUTO(secret_free) Secret *seed = NULL;
    AUTO(secret_free) Secret *none = NULL;
    ck_assert_done(secret_base32_decode("mzxw 6ytb oi==", &seed, &err), &err);
    ck_assert_str_eq(secret_text(seed), "foobar");
    ck_assert_refused(secret_base32_decode("MZX1", &none, &err), &err, ERROR_MALFORMED);
    ck_assert_refused(secret_base32_decode("MZX\xc3", &none, &err), &err, ERROR_MALFORMED);
    AUTO(text_done) Text text = TEXT_EMPTY;
    text_add_repeat(&text, 'A', SECRET_MAX + 1);
    ck_assert_refused(secret_base32_decode(text_string(&text), &none, &err), &err, ERROR_MALFORMED);
    ck_assert_ptr_null(none);
}
END_TEST

START_TEST(test_base32_of_every_length)
{
    Error err = ERROR_EMPTY;
    for (size_t length = 0; length < 100; length++) {
        AUTO(secret_free) Secret *bytes = secret_random_new(length);
        AUTO(secret_free) Secret *text = secret_base32_encode(bytes);
        AUTO(secret_free) Secret *back = NULL;
        ck_assert_done(secret_base32_decode(secret_text(text), &back, &err), &err);
        ck_assert(secret_equal(bytes, back));
    }
}
END_TEST

START_TEST(test_one_time_passwords_pass_the_rule)
{
    Error err = ERROR_EMPTY;
    AUTO(secret_free) Secret *first = secret_one_time_password();
    for (int i = 0; i < 200; i++) {
        AUTO(secret_free) Secret *password = secret_one_time_password();
        ck_assert_uint_eq(secret_length(password), 16);
        ck_assert_uint_eq(strcspn(secret_text(password), "0O1lI"), 16);
        ck_assert_done(secret_password_check(password, "tina", "password", &err), &err);
        ck_assert(!secret_equal(first, password));
    }
}
END_TEST

static const struct {
    const char *password;
    bool is_good;
} passwords[] = {
    {"kettle-moon-42", true},
    {"7 unrelated words", true},
    {"Gr\xc3\xbc\xc3\x9f"
     "e aus Z\xc3\xbcrich 8",
     true},
    {"\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f"
     "abcd7",
     true},
    {"", false},
    {"short1", false},
    {"elevenchar1", false},
    {"twelve-chars", false},
    {"123456789012", false},
    {"tina-kettle-42", false},
    {"KettleTINA-42", false},
    {"password1234", false},
    {"Password2026!!", false},
    {"1234qwertyuiop", false},
    {"paydesk2026-2026", false},
    {"aaaaaaaaaaa1", false},
    {"kettle-moon\n42", false},
    {"kettle-moon\xff-42", false},
    {"kettle\xe2\x80\x8bmoon-42", false},
};

START_TEST(test_the_password_rule)
{
    Error err = ERROR_EMPTY;
    AUTO(secret_free) Secret *password = secret_of(passwords[_i].password);
    bool is_good = secret_password_check(password, "tina", "password", &err);
    ck_assert_int_eq(is_good, passwords[_i].is_good);
    if (!is_good) {
        ck_assert_int_eq(err.code, ERROR_MALFORMED);
        ck_assert_str_eq(err.field, "password");
        // The sentence must not give the password away.
        ck_assert(*passwords[_i].password == '\0' || !strstr(err.sentence, passwords[_i].password));
    }
}
END_TEST

START_TEST(test_the_longest_password)
{
    Error err = ERROR_EMPTY;
    AUTO(text_done) Text text = TEXT_EMPTY;
    text_add(&text, "kettle7");
    for (int i = 0; i < 121; i++)
        text_add(&text, "\xc3\xa4");
    AUTO(secret_free) Secret *longest = secret_of(text_string(&text));
    ck_assert_done(secret_password_check(longest, "tina", "password", &err), &err);
    text_add(&text, "a");
    AUTO(secret_free) Secret *longer = secret_of(text_string(&text));
    ck_assert_refused(secret_password_check(longer, "tina", "password", &err), &err,
                      ERROR_MALFORMED);
    AUTO(secret_free) Secret *hidden = secret_from_bytes("kettle-moon\0-42", 15);
    ck_assert_refused(secret_password_check(hidden, "tina", "password", &err), &err,
                      ERROR_MALFORMED);
}
END_TEST

static int pipe_with(const void *bytes, size_t length)
{
    int ends[2];
    ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
    ck_assert_int_eq(write(ends[1], bytes, length), (ssize_t)length);
    ck_assert_int_eq(close(ends[1]), 0);
    return ends[0];
}

START_TEST(test_reads_one_line_and_no_more)
{
    Error err = ERROR_EMPTY;
    int fd = pipe_with("first\r\nsecond", 13);
    AUTO(secret_free) Secret *first = NULL;
    AUTO(secret_free) Secret *second = NULL;
    AUTO(secret_free) Secret *third = NULL;
    ck_assert_done(secret_read_fd(fd, &first, &err), &err);
    ck_assert_done(secret_read_fd(fd, &second, &err), &err);
    ck_assert_str_eq(secret_text(first), "first");
    ck_assert_str_eq(secret_text(second), "second");
    ck_assert_refused(secret_read_fd(fd, &third, &err), &err, ERROR_MALFORMED);
    ck_assert_refused(secret_read_fd(-1, &third, &err), &err, ERROR_FILE);
    (void)close(fd);
}
END_TEST

START_TEST(test_what_is_no_secret)
{
    Error err = ERROR_EMPTY;
    AUTO(secret_free) Secret *none = NULL;
    int with_nul = pipe_with("a\0b\n", 4);
    ck_assert_refused(secret_read_fd(with_nul, &none, &err), &err, ERROR_MALFORMED);
    AUTO(text_done) Text text = TEXT_EMPTY;
    text_add_repeat(&text, 'x', SECRET_MAX + 1);
    int too_long = pipe_with(text_string(&text), text.length);
    ck_assert_refused(secret_read_fd(too_long, &none, &err), &err, ERROR_MALFORMED);
    (void)close(with_nul);
    (void)close(too_long);
}
END_TEST

// The child asks on a terminal of its own and says by its exit status what it got.
static int prompt_child(const char *expected)
{
    Error err = ERROR_EMPTY;
    AUTO(secret_free) Secret *secret = NULL;
    if (!secret_read_prompt("Password: ", &secret, &err))
        return err.code == ERROR_CANCELLED ? 3 : 4;
    return text_equal(secret_text(secret), expected) ? 0 : 5;
}

static void read_until(int fd, const char *end, Text *seen)
{
    char byte = '\0';
    while (!strstr(text_string(seen), end) && read(fd, &byte, 1) == 1)
        text_add_char(seen, byte);
}

static const struct {
    const char *typed;
    const char *expected;
    int status;
} prompts[] = {
    {"kettle-moon\r", "kettle-moon", 0},
    {"x\x15kettle\n", "kettle", 0},
    {"ab\xc3\xa4\x7f"
     "c\n",
     "abc", 0},
    {"\x7f\x7f"
     "a\x08"
     "b\n",
     "b", 0},
    {"abc\x03", "", 3},
    {"\x04", "", 3},
};

START_TEST(test_the_prompt_shows_nothing)
{
    int terminal = -1;
    pid_t child = forkpty(&terminal, NULL, NULL, NULL);
    ck_assert_int_ge(child, 0);
    if (child == 0)
        _exit(prompt_child(prompts[_i].expected));
    AUTO(text_done) Text seen = TEXT_EMPTY;
    read_until(terminal, "Password: ", &seen);
    size_t length = strlen(prompts[_i].typed);
    ck_assert_int_eq(write(terminal, prompts[_i].typed, length), (ssize_t)length);
    read_until(terminal, "\n", &seen);
    int status = 0;
    ck_assert_int_eq(waitpid(child, &status, 0), child);
    ck_assert(WIFEXITED(status));
    ck_assert_int_eq(WEXITSTATUS(status), prompts[_i].status);
    ck_assert_str_eq(text_string(&seen), "Password: \r\n");
    (void)close(terminal);
}
END_TEST

START_TEST(test_no_terminal_to_ask_on)
{
    Error err = ERROR_EMPTY;
    AUTO(secret_free) Secret *none = NULL;
    (void)setsid();
    ck_assert_refused(secret_read_prompt("Password: ", &none, &err), &err, ERROR_FILE);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("secret");
    TCase *tests = tcase_create("secret");
    tcase_add_test(tests, test_holds_and_compares);
    tcase_add_test(tests, test_cutting_wipes);
    tcase_add_test_raise_signal(tests, test_memory_is_guarded, SIGSEGV);
    tcase_add_test(tests, test_randomness);
    tcase_add_test(tests, test_key_derivation);
    tcase_add_loop_test(tests, test_unreasonable_parameters, 0, (int)COUNT_OF(unreasonable));
    tcase_add_loop_test(tests, test_base32, 0, (int)COUNT_OF(base32));
    tcase_add_test(tests, test_base32_as_people_write_it);
    tcase_add_test(tests, test_base32_of_every_length);
    tcase_add_test(tests, test_one_time_passwords_pass_the_rule);
    tcase_add_loop_test(tests, test_the_password_rule, 0, (int)COUNT_OF(passwords));
    tcase_add_test(tests, test_the_longest_password);
    tcase_add_test(tests, test_reads_one_line_and_no_more);
    tcase_add_test(tests, test_what_is_no_secret);
    tcase_add_loop_test(tests, test_the_prompt_shows_nothing, 0, (int)COUNT_OF(prompts));
    tcase_add_test(tests, test_no_terminal_to_ask_on);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
