// SPDX-License-Identifier: Apache-2.0
// Keys typed against the screens: what a person can do, and what a slip of the finger cannot.
#include "screen/script.h"
#include "support/suite.h"

enum { DEPOSIT_KEYS_MAX = 12 };

static void teller(Script *script)
{
    script_init(script);
    script_give_bank(script);
    script_sign_in(script, "teller");
    script->keys = 0;
    script->key_strokes = 0;
}

// The acceptance: a deposit to a known account from home in at most 12 key strokes besides the
// digits.
START_TEST(deposit_is_few_keys)
{
    Script script;
    teller(&script);
    script_type(&script, "1000000161 F6 d 25 F9");
    script_pass(&script, 500);
    script_type(&script, "y");
    ck_assert_str_eq(script.last_operation, "cash.deposit");
    ck_assert_str_eq(form_values_get(script.last_values, "account"), "1000000161");
    ck_assert_str_eq(form_values_get(script.last_values, "amount"), "25");
    ck_assert_str_eq(script_top(&script), "receipt");
    ck_assert(script_sees(&script, "1-00000043"));
    script_type(&script, "Enter");
    ck_assert_str_eq(script_top(&script), "home");
    ck_assert_int_eq(script.key_strokes, 5);
    ck_assert_int_le(script.key_strokes, DEPOSIT_KEYS_MAX);
    script_done(&script);
}
END_TEST

// The same over the account screen, as someone does who wants to see the account first.
START_TEST(deposit_over_the_account_is_few_keys)
{
    Script script;
    teller(&script);
    script_give(&script, (ScriptAnswer){.operation = "desk.search",
                                        .columns = "kind|number|title|detail",
                                        .rows = "account|1000000161|Anna Nováková|EUR\n"});
    script_type(&script, "1000000161 Enter");
    ck_assert_str_eq(script_top(&script), "account");
    script_type(&script, "d 25 F9");
    script_pass(&script, 500);
    script_type(&script, "y Enter");
    ck_assert_str_eq(script_top(&script), "account");
    ck_assert_int_le(script.key_strokes, DEPOSIT_KEYS_MAX);
    script_done(&script);
}
END_TEST

// A person reads "Cash deposit"; the dotted name is for scripts.
START_TEST(rows_name_operations_by_their_titles)
{
    Script script;
    teller(&script);
    ck_assert(script_sees(&script, "Cash withdrawal"));
    ck_assert(!script_sees(&script, "cash.withdraw"));
    script_give(&script, (ScriptAnswer){.operation = "desk.today",
                                        .columns = "receipt|operation",
                                        .rows = "1-00000001|gone.by\n"});
    script_type(&script, "F5");
    ck_assert_msg(script_sees(&script, "gone.by"), "an operation without a form has its name");
    script_done(&script);
}
END_TEST

// The number that was dealt with stays for the next operation on it; the next one typed takes its
// place.
START_TEST(next_query_replaces_the_last)
{
    static const char *const ways_home[] = {"F3", "Esc", "F9"};
    for (size_t i = 0; i < COUNT_OF(ways_home); i++) {
        Script script;
        teller(&script);
        script_type(&script, "1000000161 F6 d");
        if (text_equal(ways_home[i], "F9")) {
            script_type(&script, "25 F9");
            script_pass(&script, 500);
            script_type(&script, "y Enter");
        } else {
            script_type(&script, ways_home[i]);
        }
        ck_assert_str_eq(script_top(&script), "home");
        ck_assert(script_sees(&script, "Search  1000000161"));
        script_type(&script, "F6 w");
        ck_assert_msg(script_sees(&script, "1000000161"), "the old number does not fill the form");
        script_type(&script, "Esc 'muster");
        ck_assert(script_sees(&script, "Search  muster"));
        script_done(&script);
    }
}
END_TEST

// The last number goes where it is asked for with F6, and nowhere by itself.
START_TEST(last_query_hides_nothing_and_fills_nothing_else)
{
    Script script;
    teller(&script);
    script_type(&script, "1000000161 F6");
    ck_assert(!script_sees(&script, "New customer"));
    script_type(&script, "d F3 F6");
    ck_assert(script_sees(&script, "New customer"));
    script_type(&script, "Esc F2 'cash_dep Enter");
    ck_assert_str_eq(script_top(&script), "form");
    ck_assert(!script_sees(&script, "1000000161"));
    script_done(&script);
}
END_TEST

START_TEST(last_query_is_edited_with_the_keys_for_it)
{
    Script script;
    teller(&script);
    script_type(&script, "'Nov Enter F3 Backspace 'ak");
    ck_assert(script_sees(&script, "Search  Noak"));
    script_type(&script, "Enter F3 Home 'Da");
    ck_assert(script_sees(&script, "Search  DaNoak"));
    script_type(&script, "F3 Esc 'x");
    ck_assert(script_sees(&script, "Search  x"));
    ck_assert(!script_sees(&script, "Noak"));
    script_done(&script);
}
END_TEST

START_TEST(enter_never_posts)
{
    Script script;
    teller(&script);
    script_type(&script, "1000000161 F6 d 25 Enter Enter Enter");
    script_pass(&script, 500);
    script_type(&script, "Enter Enter F9 Enter");
    ck_assert_str_eq(script_top(&script), "form");
    ck_assert_str_ne(script.last_request, "");
    ck_assert(script_sees(&script, "Post this?"));
    script_type(&script, "n");
    ck_assert(!script_sees(&script, "Post this?"));
    ck_assert(script_sees(&script, "Nothing was posted."));
    script_done(&script);
}
END_TEST

START_TEST(type_ahead_does_not_answer_the_question)
{
    Script script;
    teller(&script);
    script_type(&script, "1000000161 F6 d 25");
    script.is_held = true;
    script_type(&script, "F9 y y y");
    script.is_held = false;
    script_answer(&script);
    ck_assert(script_sees(&script, "Post this?"));
    script_type(&script, "y");
    ck_assert_msg(script_sees(&script, "Post this?"), "the dead time was not kept");
    script_pass(&script, 500);
    script_type(&script, "y");
    ck_assert_str_eq(script_top(&script), "receipt");
    script_done(&script);
}
END_TEST

START_TEST(type_ahead_is_kept_everywhere_else)
{
    Script script;
    teller(&script);
    script_give(&script, (ScriptAnswer){.operation = "desk.search",
                                        .columns = "kind|number|title|detail",
                                        .rows = "account|1000000161|Anna Nováková|EUR\n"});
    script.is_held = true;
    script_type(&script, "1000000161 Enter d 25.50 Enter 'rent");
    ck_assert_str_eq(script_top(&script), "home");
    script.is_held = false;
    script_answer(&script);
    ck_assert_str_eq(script_top(&script), "form");
    ck_assert(script_sees(&script, "25.50"));
    ck_assert(script_sees(&script, "rent"));
    script_done(&script);
}
END_TEST

START_TEST(type_ahead_is_dropped_when_it_went_wrong)
{
    Script script;
    teller(&script);
    script_give(&script, (ScriptAnswer){.operation = "cash.deposit",
                                        .is_preview = true,
                                        .error = ERROR_ACCOUNT_BLOCKED,
                                        .sentence = "The account is blocked."});
    script_type(&script, "1000000161 F6 d 25");
    script.is_held = true;
    script_type(&script, "F9 9 9 9");
    script.is_held = false;
    script_answer(&script);
    ck_assert(script_sees(&script, "The account is blocked."));
    ck_assert(!script_sees(&script, "25999"));
    script_done(&script);
}
END_TEST

START_TEST(esc_cancels_only_a_visible_wait)
{
    Script script;
    teller(&script);
    script_type(&script, "1000000161");
    script.is_held = true;
    script_type(&script, "Enter Esc");
    ck_assert_int_eq(script.cancelled, 0);
    script_pass(&script, 400);
    ck_assert(script_sees(&script, "waiting"));
    script_type(&script, "Esc");
    ck_assert_int_eq(script.cancelled, 1);
    script_type(&script, "Esc");
    ck_assert_int_eq(script.cancelled, 1);
    script_done(&script);
}
END_TEST

START_TEST(dirty_form_asks_once)
{
    Script script;
    teller(&script);
    script_type(&script, "1000000161 F6 d 25 Esc");
    ck_assert_str_eq(script_top(&script), "form");
    ck_assert(script_sees(&script, "not posted"));
    script_type(&script, "Home Esc");
    ck_assert_str_eq(script_top(&script), "form");
    script_type(&script, "Esc");
    ck_assert_str_eq(script_top(&script), "home");
    script_done(&script);
}
END_TEST

START_TEST(clean_form_closes_at_once)
{
    Script script;
    teller(&script);
    script_type(&script, "1000000161 F6 d F12");
    ck_assert_str_eq(script_top(&script), "home");
    script_done(&script);
}
END_TEST

START_TEST(wrong_value_keeps_the_cursor_and_sends_nothing)
{
    Script script;
    teller(&script);
    script_type(&script, "1000000161 F6 t 1000000258 Enter 'EUR Enter 7");
    ck_assert_str_eq(script_top(&script), "form");
    ck_assert_msg(script_sees(&script, "EUR7"), "the cursor left a wrong amount");
    script_type(&script, "Backspace F9");
    ck_assert_str_eq(script.last_operation, "");
    script_type(&script, "Ctrl+U F9");
    ck_assert(script_sees(&script, "missing"));
    ck_assert_str_eq(script.last_operation, "");
    script_type(&script, "12.50 F9");
    ck_assert(script_sees(&script, "Post this?"));
    script_done(&script);
}
END_TEST

START_TEST(refusal_marks_its_field_and_makes_a_new_request)
{
    Script script;
    teller(&script);
    script_give(&script, (ScriptAnswer){.operation = "cash.withdraw",
                                        .is_preview = true,
                                        .error = ERROR_INSUFFICIENT_FUNDS,
                                        .field = "amount",
                                        .sentence = "There is not enough money on the account."});
    script_type(&script, "1000000161 F6 w 9000 F9");
    ck_assert(script_sees(&script, "not enough money"));
    char first[APP_REQUEST_SIZE];
    memcpy(first, script.last_request, sizeof first);
    script_type(&script, "F9");
    ck_assert_str_ne(first, script.last_request);
    script_done(&script);
}
END_TEST

START_TEST(lost_answer_is_asked_again_with_the_same_request)
{
    Script script;
    teller(&script);
    script_give(&script, (ScriptAnswer){.operation = "cash.deposit",
                                        .error = ERROR_CONNECTION,
                                        .sentence = "The database cannot be reached."});
    script_type(&script, "1000000161 F6 d 25 F9");
    script_pass(&script, 500);
    script_type(&script, "y");
    ck_assert(script_sees(&script, "never done twice"));
    char first[APP_REQUEST_SIZE];
    memcpy(first, script.last_request, sizeof first);
    script_give_bank(&script);
    script_type(&script, "F9");
    script_pass(&script, 500);
    script_type(&script, "y");
    ck_assert_str_eq(first, script.last_request);
    ck_assert_str_eq(script_top(&script), "receipt");
    script_done(&script);
}
END_TEST

START_TEST(ended_session_keeps_what_was_typed)
{
    Script script;
    teller(&script);
    script_give(&script, (ScriptAnswer){.operation = "cash.deposit",
                                        .is_preview = true,
                                        .error = ERROR_NO_SESSION,
                                        .sentence = "You are not signed in."});
    script_type(&script, "1000000161 F6 d 25.75 F9");
    ck_assert_str_eq(script_top(&script), "sign-in");
    ck_assert(!script_sees(&script, "25.75"));
    script_type(&script, "correct_horse Enter 123456 Enter");
    ck_assert_str_eq(script_top(&script), "form");
    ck_assert(script_sees(&script, "25.75"));
    script_done(&script);
}
END_TEST

START_TEST(lock_hides_all_and_gives_it_back)
{
    Script script;
    teller(&script);
    script_type(&script, "1000000161 F6 d 25.75");
    script_pass(&script, (int64_t)DESK_LOCK_MINUTES * 60 * 1000);
    ck_assert_str_eq(script_top(&script), "sign-in");
    ck_assert(!script_sees(&script, "1000000161"));
    ck_assert(!script_sees(&script, "25.75"));
    script_type(&script, "F2 Esc F12");
    ck_assert_str_eq(script_top(&script), "sign-in");
    script_type(&script, "correct_horse F9");
    ck_assert(script_sees(&script, "25.75"));
    script_done(&script);
}
END_TEST

START_TEST(sign_in_refused_tells_nothing)
{
    Script script;
    script_init(&script);
    script_give(&script, (ScriptAnswer){.operation = "sign-in",
                                        .error = ERROR_SIGN_IN_REFUSED,
                                        .sentence = "The sign-in was refused."});
    desk_start(script.desk, "", false);
    script_type(&script, "tina Enter correct_horse Enter 123456 Enter");
    ck_assert_str_eq(script_top(&script), "sign-in");
    ck_assert(script_sees(&script, "The sign-in was refused."));
    ck_assert(!script_sees(&script, "correct"));
    ck_assert(!script_sees(&script, "123456"));
    script_done(&script);
}
END_TEST

static void give_page(Script *script, Text *rows, int first, int count)
{
    text_clear(rows);
    for (int seq = first; seq > first - count; seq--)
        text_add_format(rows, "%d|2026-11-22|100|%d00|EUR\n", seq, seq);
    script_give(script, (ScriptAnswer){.operation = "account.statement",
                                       .columns = "seq|booked|amount_minor|balance_minor|currency",
                                       .rows = text_string(rows)});
}

// Pages are asked for by the last row's key, as the end comes near, and no more than there are.
START_TEST(statement_is_loaded_as_it_is_scrolled)
{
    Script script;
    AUTO(text_done) Text first = TEXT_EMPTY;
    AUTO(text_done) Text second = TEXT_EMPTY;
    teller(&script);
    give_page(&script, &first, 70, 50);
    script_type(&script, "'Nov Enter Enter Enter");
    ck_assert_str_eq(script_top(&script), "account");
    ck_assert_int_eq(script.pages, 1);
    ck_assert_str_eq(script.last_before, "");
    give_page(&script, &second, 20, 20);
    for (int i = 0; i < 8; i++) {
        script_draw(&script, 80, 24);
        script_type(&script, "PageDown");
    }
    ck_assert_int_eq(script.pages, 2);
    ck_assert_str_eq(script.last_before, "21");
    script_type(&script, "End");
    ck_assert(script_sees(&script, "1.00 EUR"));
    script_type(&script, "PageDown");
    ck_assert_int_eq(script.pages, 2);
    script_done(&script);
}
END_TEST

START_TEST(back_and_home)
{
    Script script;
    teller(&script);
    script_type(&script, "'Nov Enter Enter Enter");
    ck_assert_str_eq(script_top(&script), "account");
    script_type(&script, "Esc");
    ck_assert_str_eq(script_top(&script), "customer");
    script_type(&script, "F12");
    ck_assert_str_eq(script_top(&script), "list");
    script_type(&script, "F3");
    ck_assert_str_eq(script_top(&script), "home");
    script_type(&script, "Esc Esc");
    ck_assert_str_eq(script_top(&script), "home");
    ck_assert(!script.desk->must_quit);
    script_type(&script, "Ctrl+C");
    ck_assert(!script.desk->must_quit);
    script_done(&script);
}
END_TEST

START_TEST(nobody_is_offered_what_he_may_not_do)
{
    Script script;
    script_init(&script);
    script_give_bank(&script);
    script_give(&script, (ScriptAnswer){.operation = "desk.today", .columns = "receipt"});
    script_sign_in(&script, "support");
    script_type(&script, "F2 'deposit");
    ck_assert(!script_sees(&script, "Cash deposit"));
    script_type(&script, "Esc 1000000161 F6");
    ck_assert(!script_sees(&script, "Cash deposit"));
    script_done(&script);
}
END_TEST

START_TEST(deep_stack_is_refused_not_overrun)
{
    Script script;
    teller(&script);
    for (int i = 0; i < DESK_STACK_MAX + 4; i++)
        script_type(&script, "F2 'drawer Enter");
    ck_assert_uint_le(script.desk->depth, DESK_STACK_MAX);
    script_type(&script, "F3");
    ck_assert_str_eq(script_top(&script), "home");
    script_done(&script);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("screen_keys");
    TCase *keys = tcase_create("keys");
    tcase_set_timeout(keys, 60);
    tcase_add_test(keys, deposit_is_few_keys);
    tcase_add_test(keys, deposit_over_the_account_is_few_keys);
    tcase_add_test(keys, rows_name_operations_by_their_titles);
    tcase_add_test(keys, next_query_replaces_the_last);
    tcase_add_test(keys, last_query_hides_nothing_and_fills_nothing_else);
    tcase_add_test(keys, last_query_is_edited_with_the_keys_for_it);
    tcase_add_test(keys, enter_never_posts);
    tcase_add_test(keys, type_ahead_does_not_answer_the_question);
    tcase_add_test(keys, type_ahead_is_kept_everywhere_else);
    tcase_add_test(keys, type_ahead_is_dropped_when_it_went_wrong);
    tcase_add_test(keys, esc_cancels_only_a_visible_wait);
    tcase_add_test(keys, dirty_form_asks_once);
    tcase_add_test(keys, clean_form_closes_at_once);
    tcase_add_test(keys, wrong_value_keeps_the_cursor_and_sends_nothing);
    tcase_add_test(keys, refusal_marks_its_field_and_makes_a_new_request);
    tcase_add_test(keys, lost_answer_is_asked_again_with_the_same_request);
    tcase_add_test(keys, ended_session_keeps_what_was_typed);
    tcase_add_test(keys, lock_hides_all_and_gives_it_back);
    tcase_add_test(keys, sign_in_refused_tells_nothing);
    tcase_add_test(keys, statement_is_loaded_as_it_is_scrolled);
    tcase_add_test(keys, back_and_home);
    tcase_add_test(keys, nobody_is_offered_what_he_may_not_do);
    tcase_add_test(keys, deep_stack_is_refused_not_overrun);
    suite_add_tcase(suite, keys);
    return suite_run(suite);
}
