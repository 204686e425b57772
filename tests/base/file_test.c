// SPDX-License-Identifier: Apache-2.0
#include "base/file.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "base/secret.h"
#include "support/suite.h"

static char folder[] = "/tmp/paydesk_file_XXXXXX";

static void folder_make(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void folder_remove(void)
{
    pid_t child = fork();
    if (child == 0) {
        (void)execl("/bin/rm", "rm", "-rf", folder, (char *)NULL);
        _exit(1);
    }
    (void)waitpid(child, NULL, 0);
}

static char *path_of(const char *name)
{
    return text_format("%s/%s", folder, name);
}

static void check_contents(const char *path, const char *expected)
{
    Error err = ERROR_EMPTY;
    AUTO(text_done) Text text = TEXT_EMPTY;
    ck_assert_done(file_read(path, &text, &err), &err);
    ck_assert_str_eq(text_string(&text), expected);
}

START_TEST(test_reading_has_a_ceiling)
{
    Error err = ERROR_EMPTY;
    AUTO_FREE char *path = path_of("plain");
    AUTO(text_done) Text tight = TEXT_EMPTY_MAX(5);
    AUTO(text_done) Text too_tight = TEXT_EMPTY_MAX(4);
    ck_assert_done(file_write_new(path, "12345", 5, 0644, &err), &err);
    ck_assert_done(file_read(path, &tight, &err), &err);
    ck_assert_refused(file_read(path, &too_tight, &err), &err, ERROR_FILE);
    ck_assert_ptr_nonnull(strstr(err.sentence, path));
}
END_TEST

START_TEST(test_what_cannot_be_read)
{
    Error err = ERROR_EMPTY;
    AUTO_FREE char *missing = path_of("missing");
    AUTO(text_done) Text text = TEXT_EMPTY;
    ck_assert_refused(file_read(missing, &text, &err), &err, ERROR_FILE);
    ck_assert_refused(file_read(folder, &text, &err), &err, ERROR_FILE);
    ck_assert(!file_exists(missing));
    ck_assert_done(file_remove(missing, &err), &err);
}
END_TEST

START_TEST(test_a_new_file_never_replaces_one)
{
    Error err = ERROR_EMPTY;
    AUTO_FREE char *path = path_of("new");
    AUTO_FREE char *trap = path_of("trap");
    AUTO_FREE char *elsewhere = path_of("elsewhere");
    struct stat status;
    ck_assert_done(file_write_new(path, "one", 3, 0600, &err), &err);
    ck_assert_refused(file_write_new(path, "two", 3, 0600, &err), &err, ERROR_CONFLICT);
    check_contents(path, "one");
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_uint_eq(status.st_mode & 0777, 0600);
    ck_assert_uint_eq(status.st_nlink, 1);
    ck_assert_int_eq(symlink(elsewhere, trap), 0);
    ck_assert_refused(file_write_new(trap, "x", 1, 0600, &err), &err, ERROR_CONFLICT);
    ck_assert(!file_exists(elsewhere));
}
END_TEST

START_TEST(test_replacing)
{
    Error err = ERROR_EMPTY;
    AUTO_FREE char *path = path_of("state");
    ck_assert_done(file_replace(path, "one", 3, 0600, &err), &err);
    ck_assert_done(file_replace(path, "two!", 4, 0600, &err), &err);
    check_contents(path, "two!");
    ck_assert_done(file_remove(path, &err), &err);
    ck_assert(!file_exists(path));
}
END_TEST

START_TEST(test_writing_where_there_is_no_folder)
{
    Error err = ERROR_EMPTY;
    AUTO_FREE char *path = path_of("none/file");
    AUTO_FREE char *taken = path_of("taken");
    ck_assert_refused(file_write_new(path, "x", 1, 0600, &err), &err, ERROR_FILE);
    ck_assert_refused(file_replace(path, "x", 1, 0600, &err), &err, ERROR_FILE);
    ck_assert_int_eq(mkdir(taken, 0700), 0);
    ck_assert_refused(file_replace(taken, "x", 1, 0600, &err), &err, ERROR_FILE);
    ck_assert_refused(file_remove(taken, &err), &err, ERROR_FILE);
}
END_TEST

START_TEST(test_secret_files_must_be_private)
{
    Error err = ERROR_EMPTY;
    AUTO_FREE char *path = path_of("secret");
    AUTO_FREE char *link_path = path_of("link");
    AUTO(secret_free) Secret *secret = NULL;
    AUTO(secret_free) Secret *none = NULL;
    ck_assert_done(file_write_new(path, "kettle\n", 7, 0600, &err), &err);
    ck_assert_done(secret_read_file(path, &secret, &err), &err);
    ck_assert_str_eq(secret_text(secret), "kettle");
    ck_assert_int_eq(symlink(path, link_path), 0);
    ck_assert_refused(secret_read_file(link_path, &none, &err), &err, ERROR_FILE);
    ck_assert_int_eq(chmod(path, 0640), 0);
    ck_assert_refused(secret_read_file(path, &none, &err), &err, ERROR_FILE);
    ck_assert_ptr_nonnull(strstr(err.hint, "chmod 600"));
    ck_assert_refused(secret_read_file(folder, &none, &err), &err, ERROR_FILE);
    ck_assert_int_eq(chmod(path, 0400), 0);
    if (geteuid() == 0) {
        ck_assert_int_eq(chown(path, 12345, 12345), 0);
        ck_assert_refused(secret_read_file(path, &none, &err), &err, ERROR_FILE);
    }
}
END_TEST

START_TEST(test_a_pipe_in_its_place_does_not_hold_us)
{
    Error err = ERROR_EMPTY;
    AUTO_FREE char *path = path_of("pipe");
    AUTO(secret_free) Secret *none = NULL;
    ck_assert_int_eq(mkfifo(path, 0600), 0);
    ck_assert_refused(secret_read_file(path, &none, &err), &err, ERROR_FILE);
}
END_TEST

static const struct {
    const char *variable;
    const char *value;
    const char *ending;
} states[] = {
    {"HOME", "home", "home/.local/state/paydesk"},
    {"XDG_STATE_HOME", "xdg", "xdg/paydesk"},
    {"PAYDESK_STATE", "own/deep", "own/deep"},
};

START_TEST(test_the_state_folder)
{
    Error err = ERROR_EMPTY;
    struct stat status;
    AUTO_FREE char *value = path_of(states[_i].value);
    AUTO_FREE char *expected = path_of(states[_i].ending);
    AUTO_FREE char *path = NULL;
    AUTO_FREE char *again = NULL;
    (void)unsetenv("PAYDESK_STATE");
    (void)unsetenv("XDG_STATE_HOME");
    (void)setenv(states[_i].variable, value, 1);
    ck_assert_done(file_state_folder(&path, &err), &err);
    ck_assert_str_eq(path, expected);
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_uint_eq(status.st_mode & 0777, 0700);
    ck_assert_done(file_state_folder(&again, &err), &err);
}
END_TEST

START_TEST(test_no_state_folder)
{
    Error err = ERROR_EMPTY;
    AUTO_FREE char *none = NULL;
    AUTO_FREE char *blocked = path_of("blocked");
    AUTO_FREE char *below = path_of("blocked/state");
    (void)unsetenv("PAYDESK_STATE");
    (void)unsetenv("XDG_STATE_HOME");
    (void)unsetenv("HOME");
    ck_assert_refused(file_state_folder(&none, &err), &err, ERROR_FILE);
    ck_assert_done(file_write_new(blocked, "", 0, 0600, &err), &err);
    (void)setenv("PAYDESK_STATE", below, 1);
    ck_assert_refused(file_state_folder(&none, &err), &err, ERROR_FILE);
    ck_assert_ptr_null(none);
}
END_TEST

START_TEST(test_the_log_is_one_clean_line_each)
{
    Error err = ERROR_EMPTY;
    AUTO_FREE char *path = path_of("log");
    AUTO(text_done) Text log = TEXT_EMPTY;
    struct stat status;
    ck_assert_done(log_open(path, &err), &err);
    log_line("here", "two\nlines \x1b[2J %d", 7);
    (void)error_set_field(&err, ERROR_NOT_FOUND, "account", NULL, "No such account.");
    log_error(&err);
    log_close();
    ck_assert_done(file_read(path, &log, &err), &err);
    const char *text = text_string(&log);
    ck_assert_ptr_nonnull(strstr(text, " here: two lines \xef\xbf\xbd[2J 7\n"));
    ck_assert_ptr_nonnull(strstr(text, ": NOT_FOUND PD012 account: No such account.\n"));
    ck_assert_int_eq(stat(path, &status), 0);
    ck_assert_uint_eq(status.st_mode & 0777, 0600);
}
END_TEST

START_TEST(test_a_long_line_is_cut)
{
    Error err = ERROR_EMPTY;
    AUTO_FREE char *path = path_of("long");
    AUTO(text_done) Text log = TEXT_EMPTY;
    AUTO(text_done) Text line = TEXT_EMPTY;
    text_add_repeat(&line, 'x', 100000);
    ck_assert_done(log_open(path, &err), &err);
    log_line("here", "%s", text_string(&line));
    ck_assert_done(log_open(NULL, &err), &err);
    log_line("here", "to nowhere");
    log_close();
    ck_assert_done(file_read(path, &log, &err), &err);
    ck_assert_uint_eq(log.length, TEXT_MAX_LINE);
    ck_assert_refused(log_open(folder, &err), &err, ERROR_FILE);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("file");
    TCase *tests = tcase_create("file");
    tcase_add_unchecked_fixture(tests, folder_make, folder_remove);
    tcase_add_test(tests, test_reading_has_a_ceiling);
    tcase_add_test(tests, test_what_cannot_be_read);
    tcase_add_test(tests, test_a_new_file_never_replaces_one);
    tcase_add_test(tests, test_replacing);
    tcase_add_test(tests, test_writing_where_there_is_no_folder);
    tcase_add_test(tests, test_secret_files_must_be_private);
    tcase_add_test(tests, test_a_pipe_in_its_place_does_not_hold_us);
    tcase_add_loop_test(tests, test_the_state_folder, 0, (int)COUNT_OF(states));
    tcase_add_test(tests, test_no_state_folder);
    tcase_add_test(tests, test_the_log_is_one_clean_line_each);
    tcase_add_test(tests, test_a_long_line_is_cut);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
