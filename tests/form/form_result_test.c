// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>

#include "form/form.h"
#include "support/suite.h"

static Forms *load_forms(void)
{
    Forms *forms = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_done(forms_load(&forms, &error), &error);
    return forms;
}

static FormResult *statement_result(const Forms *forms)
{
    FormResult *result = form_result_new(forms_find(forms, "account.statement"));
    static const struct {
        const char *name;
        FormCell cell;
        const char *first;
        const char *second;
    } cells[] = {
        {"seq", FORM_CELL_NUMBER, "2", "1"},
        {"booked", FORM_CELL_TEXT, "2026-11-22", "2026-11-21"},
        {"text", FORM_CELL_TEXT, "N\xc3\xa1jem \x1b[2J\"x\"", NULL},
        {"counterparty", FORM_CELL_TEXT, "1000000258", NULL},
        {"amount_minor", FORM_CELL_NUMBER, "-123450", "5"},
        {"balance_minor", FORM_CELL_NUMBER, "-9007199254740993", "350"},
        {"currency", FORM_CELL_TEXT, "EUR", "JPY"},
        {"receipt", FORM_CELL_TEXT, "1-00000002", "1-00000001"},
    };
    for (size_t i = 0; i < COUNT_OF(cells); i++)
        form_result_add_source(result, cells[i].name, cells[i].cell);
    form_result_add_row(result);
    form_result_add_row(result);
    for (size_t i = 0; i < COUNT_OF(cells); i++) {
        form_result_set(result, 0, cells[i].name, cells[i].first);
        form_result_set(result, 1, cells[i].name, cells[i].second);
    }
    return result;
}

START_TEST(json_has_decimals_beside_minor_units)
{
    AUTO(forms_free) Forms *forms = load_forms();
    AUTO(form_result_free) FormResult *result = statement_result(forms);
    AUTO(text_done) Text json = TEXT_EMPTY;
    form_result_print_json(result, &json);
    ck_assert_str_eq(
        text_string(&json),
        "[{\"seq\":2,\"booked\":\"2026-11-22\",\"text\":\"N\xc3\xa1jem \\u001b[2J\\\"x\\\"\","
        "\"counterparty\":\"1000000258\",\"amount_minor\":-123450,\"amount\":\"-1234.50\","
        "\"balance_minor\":-9007199254740993,\"balance\":\"-90071992547409.93\","
        "\"currency\":\"EUR\",\"receipt\":\"1-00000002\"},\n"
        " {\"seq\":1,\"booked\":\"2026-11-21\",\"text\":null,\"counterparty\":null,"
        "\"amount_minor\":5,\"amount\":\"5\",\"balance_minor\":350,\"balance\":\"350\","
        "\"currency\":\"JPY\",\"receipt\":\"1-00000001\"}]");
}
END_TEST

START_TEST(a_table_is_aligned_and_clean)
{
    AUTO(forms_free) Forms *forms = load_forms();
    AUTO(form_result_free) FormResult *result = statement_result(forms);
    AUTO(text_done) Text table = TEXT_EMPTY;
    form_result_print_table(result, 70, &table);
    ck_assert_msg(strchr(text_string(&table), '\x1b') == NULL, "%s", text_string(&table));
    ck_assert_str_eq(text_string(&table),
                     "Booked             Amount                     Balance  Receipt\n"
                     "─────────────────────────────────────────────────────────────────\n"
                     "2026-11-22  -1 234.50 EUR  -90 071 992 547 409.93 EUR  1-00000002\n"
                     "2026-11-21          5 JPY                     350 JPY  1-00000001\n");
}
END_TEST

START_TEST(a_record_is_one_line_per_value)
{
    AUTO(forms_free) Forms *forms = load_forms();
    AUTO(form_result_free) FormResult *result = form_result_new(forms_find(forms, "cash.deposit"));
    AUTO(text_done) Text table = TEXT_EMPTY;
    AUTO(text_done) Text json = TEXT_EMPTY;
    Error error = ERROR_EMPTY;
    (void)setenv("TZ", "UTC", 1);
    ck_assert_done(
        form_result_set_json(result,
                             "{\"receipt\":\"1-00000003\",\"request\":\"r\",\"replayed\":true,"
                             "\"amount_minor\":2500,\"fee_minor\":null,\"currency\":\"EUR\","
                             "\"posted_at\":\"2026-11-22T20:06:37.5+01:30\",\"list\":[1,2]}",
                             &error),
        &error);
    form_result_print_table(result, 0, &table);
    ck_assert_str_eq(text_string(&table), "Receipt        1-00000003\n"
                                          "Posted         2026-11-22 18:36\n"
                                          "Amount         25.00 EUR\n");
    ck_assert(form_result_is_replayed(result));
    ck_assert_str_eq(form_result_request(result), "r");
    form_result_print_json(result, &json);
    ck_assert_str_eq(text_string(&json),
                     "{\"receipt\":\"1-00000003\",\"request\":\"r\",\"replayed\":true,"
                     "\"amount_minor\":2500,\"amount\":\"25.00\",\"fee_minor\":null,"
                     "\"currency\":\"EUR\",\"posted_at\":\"2026-11-22T20:06:37.5+01:30\","
                     "\"list\":[1,2]}");
}
END_TEST

START_TEST(an_answer_that_is_no_object_is_our_fault)
{
    AUTO(forms_free) Forms *forms = load_forms();
    static const char *const answers[] = {"[]", "7", "{", "", "null"};
    for (size_t i = 0; i < COUNT_OF(answers); i++) {
        AUTO(form_result_free)
        FormResult *result = form_result_new(forms_find(forms, "cash.deposit"));
        Error error = ERROR_EMPTY;
        ck_assert_refused(form_result_set_json(result, answers[i], &error), &error, ERROR_INTERNAL);
    }
}
END_TEST

START_TEST(a_preview_is_formatted)
{
    static const char json[] =
        "{\"entries\":[{\"account\":\"A\",\"name\":\"N\",\"what\":\"principal\",\"debit_minor\":"
        "1250,"
        "\"credit_minor\":null,\"balance_after_minor\":0,\"currency\":\"EUR\"}],"
        "\"fee_minor\":0,\"total_minor\":1250,\"currency\":\"EUR\",\"remark\":\"Cash goes back.\"}";
    AUTO(form_preview_free) FormPreview *preview = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_done(form_preview_parse(json, &preview, &error), &error);
    ck_assert_uint_eq(form_preview_count(preview), 1);
    ck_assert_str_eq(form_preview_entry(preview, 0)->debit, "12.50 EUR");
    ck_assert_str_eq(form_preview_entry(preview, 0)->credit, "");
    ck_assert_str_eq(form_preview_entry(preview, 0)->balance_after, "0.00 EUR");
    ck_assert_str_eq(form_preview_fee(preview), "");
    ck_assert_str_eq(form_preview_total(preview), "12.50 EUR");
    AUTO(text_done) Text table = TEXT_EMPTY;
    form_preview_print_table(preview, 0, &table);
    ck_assert_ptr_nonnull(strstr(text_string(&table), "\nCash goes back.\n"));
}
END_TEST

START_TEST(a_preview_has_notes_and_pins)
{
    static const char json[] =
        "{\"entries\":[],\"notes\":[{\"label\":\"Gives\",\"amount_minor\":5000,\"currency\":"
        "\"JPY\"},{\"label\":\"Rate\",\"text\":\"1 USD = \\u001b[2J0.9 EUR\"},{}],"
        "\"pins\":{\"rate\":\"USD-1\",\"text\":\"pinned\"}}";
    AUTO(form_preview_free) FormPreview *preview = NULL;
    AUTO(form_values_free) FormValues *values = form_values_new();
    Error error = ERROR_EMPTY;
    ck_assert_done(form_preview_parse(json, &preview, &error), &error);
    ck_assert_uint_eq(form_preview_note_count(preview), 3);
    ck_assert_str_eq(form_preview_note(preview, 0)->label, "Gives");
    ck_assert_str_eq(form_preview_note(preview, 0)->value, "5 000 JPY");
    ck_assert_ptr_null(strchr(form_preview_note(preview, 1)->value, '\x1b'));
    ck_assert_str_eq(form_preview_note(preview, 2)->value, "");
    // What was typed stays, what was left empty is filled.
    form_values_set(values, "text", "typed");
    form_values_set(values, "rate", "");
    form_values_fill(values, form_preview_pins(preview));
    ck_assert_str_eq(form_values_get(values, "text"), "typed");
    ck_assert_str_eq(form_values_get(values, "rate"), "USD-1");
}
END_TEST

START_TEST(a_preview_without_entries_is_our_fault)
{
    AUTO(form_preview_free) FormPreview *preview = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_refused(form_preview_parse("{\"entries\":{}}", &preview, &error), &error,
                      ERROR_INTERNAL);
    ck_assert_refused(form_preview_parse("7", &preview, &error), &error, ERROR_INTERNAL);
}
END_TEST

START_TEST(every_form_has_its_pages)
{
    AUTO(forms_free) Forms *forms = load_forms();
    for (size_t i = 0; i < forms_count(forms); i++) {
        const Form *form = forms_at(forms, i);
        AUTO(text_done) Text help = TEXT_EMPTY;
        AUTO(text_done) Text page = TEXT_EMPTY;
        form_print_help(form, &help);
        form_print_markdown(form, &page);
        for (size_t f = 0; f < form->field_count; f++) {
            ck_assert_ptr_nonnull(strstr(text_string(&help), form->fields[f].help));
            ck_assert_ptr_nonnull(strstr(text_string(&page), form->fields[f].help));
        }
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("form_result");
    TCase *cases = tcase_create("results");
    tcase_add_test(cases, json_has_decimals_beside_minor_units);
    tcase_add_test(cases, a_table_is_aligned_and_clean);
    tcase_add_test(cases, a_record_is_one_line_per_value);
    tcase_add_test(cases, an_answer_that_is_no_object_is_our_fault);
    tcase_add_test(cases, a_preview_is_formatted);
    tcase_add_test(cases, a_preview_has_notes_and_pins);
    tcase_add_test(cases, a_preview_without_entries_is_our_fault);
    tcase_add_test(cases, every_form_has_its_pages);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}
