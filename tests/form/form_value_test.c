// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "base/memory.h"
#include "form/form.h"
#include "support/suite.h"

static const char *const colours[] = {"red", "blue"};

static FormField field_of(const char *type)
{
    const FormType *found = form_type_named(type);
    ck_assert_msg(found != NULL, "there is no type %s", type);
    return (FormField){
        .name = "thing",
        .type = found,
        .label = "Thing",
        .help = "What it is.",
        .example = "x",
        .choices = colours,
        .choice_count = found->code == FORM_TYPE_CHOICE ? COUNT_OF(colours) : 0,
        .max = found->max,
    };
}

// Every type: what is typed and what the database gets; NULL: no value.
static const struct {
    const char *type;
    const char *typed;
    const char *sent;
} good[] = {
    {"account", "1000000161", "1000000161"},
    {"account", " 1000 0001 61 ", "1000000161"},
    {"account", "DRAWER-tina_2-EUR", "DRAWER-tina_2-EUR"},
    {"account", "", NULL},
    {"customer", "10000012", "10000012"},
    {"customer", "AB-7", "AB-7"},
    {"receipt", "1-00000042", "1-00000042"},
    {"money", "25", "25"},
    {"money", "25.00", "25.00"},
    {"money", "25,50", "25.50"},
    {"money", "1 250.50 eur", "1250.50 EUR"},
    {"integer", "0", "0"},
    {"integer", "007", "7"},
    {"integer", "2147483647", "2147483647"},
    {"text", "O'Brien \"x\" \\ ; -- '%s'", "O'Brien \"x\" \\ ; -- '%s'"},
    {"text", "   ", NULL},
    {"text", "Ke\xcc\x81", "K\xc3\xa9"},
    {"name", "山田 太郎", "山田 太郎"},
    {"note", "one\ntwo", "one\ntwo"},
    {"date", "2024-02-29", "2024-02-29"},
    {"date", "1.2.2026", "2026-02-01"},
    {"choice", "RED", "red"},
    {"country", "cz", "CZ"},
    {"currency", "jpy", "JPY"},
    {"phone", "+420 777 123 456", "+420777123456"},
    {"phone", "00420-(777) 123.456", "+420777123456"},
    {"email", "o'brien+x@mail.example.org", "o'brien+x@mail.example.org"},
    {"yes_no", "Yes", "true"},
    {"yes_no", "0", "false"},
    {"user", "Tina_2", "tina_2"},
    {"code", "123 456", "123456"},
    {"uuid", "01890A5D-AC96-774B-BCCE-B302099A8057", "01890a5d-ac96-774b-bcce-b302099a8057"},
};

START_TEST(takes_what_is_right)
{
    FormField field = field_of(good[_i].type);
    AUTO_FREE char *value = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_done(form_read_value(&field, good[_i].typed, &value, &error), &error);
    ck_assert_pstr_eq(value, good[_i].sent);
}
END_TEST

static const struct {
    const char *type;
    const char *typed;
} bad[] = {
    {"account", "10000'00161"},
    {"account", "1000;DROP"},
    {"account", "čtyři"},
    {"customer", "1000_0012"},
    {"receipt", "1"},
    {"receipt", "1-"},
    {"receipt", "-1"},
    {"receipt", "1-2-3"},
    {"receipt", "1-2x"},
    {"receipt", "1-1234567890123456789"},
    {"money", "-5"},
    {"money", "+5"},
    {"money", "1e5"},
    {"money", "0x10"},
    {"money", "nan"},
    {"money", "25.00 ABCD"},
    {"money", "1,250"},
    {"money", "99999999999999999999999999"},
    {"integer", "-1"},
    {"integer", "1.0"},
    {"integer", "2147483648"},
    {"integer", "99999999999"},
    {"integer", "one"},
    {"date", "2023-02-29"},
    {"date", "2026-13-01"},
    {"date", "20260101"},
    {"date", "t"},
    {"date", "+1"},
    {"date", "yesterday"},
    {"choice", "re"},
    {"choice", "green"},
    {"choice", "red,blue"},
    {"country", "C"},
    {"country", "CZE"},
    {"country", "4Z"},
    {"currency", "EU"},
    {"currency", "ABC"},
    {"currency", "12A"},
    {"phone", "777123456"},
    {"phone", "+0777123456"},
    {"phone", "+420777"},
    {"phone", "+4207771234567890"},
    {"phone", "+420 abc 777"},
    {"email", "nobody"},
    {"email", "@example.org"},
    {"email", "a@b"},
    {"email", "a@example..org"},
    {"email", "a@@example.org"},
    {"email", "a b@example.org"},
    {"email", "a@-example.org"},
    {"email", "a@example.org,b@example.org"},
    {"yes_no", "maybe"},
    {"yes_no", "2"},
    {"user", "x"},
    {"user", "2tina"},
    {"user", "_tina"},
    {"user", "ti-na"},
    {"user", "tína"},
    {"code", "12345"},
    {"code", "1234567"},
    {"code", "12345a"},
    {"secret", "anything"},
    {"uuid", "01890a5d"},
    {"uuid", "01890a5d-ac96-774b-bcce-b302099a805g"},
};

static void assert_names_field(const Error *error)
{
    ck_assert_str_eq(error->field, "thing");
    ck_assert_str_ne(error->sentence, "");
}

START_TEST(refuses_what_is_wrong)
{
    FormField field = field_of(bad[_i].type);
    AUTO_FREE char *value = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_refused(form_read_value(&field, bad[_i].typed, &value, &error), &error,
                      ERROR_MALFORMED);
    assert_names_field(&error);
    ck_assert_ptr_null(value);
}
END_TEST

// What no type takes, whatever its rule.
static const struct {
    const char *typed;
    const char *sentence; // part of it
} unclean[] = {
    {"a\x01z", "control"},     {"a\x1b[2Jz", "control"},
    {"a\tz", "control"},       {"a\x7fz", "control"},
    {"a\xc2\x9bz", "control"}, {"a\xffz", "UTF-8"},
    {"a\xc3", "UTF-8"},        {"a\xed\xa0\x80z", "UTF-8"},
    {"a\xc0\xafz", "UTF-8"},   {"a\xe2\x80\xaez", "direction"},
    {"a\xe2\x80\x8bz", ""},    {"a\xef\xbb\xbfz", ""},
};

START_TEST(no_type_takes_unclean_text)
{
    for (FormTypeCode code = FORM_TYPE_ACCOUNT; code <= FORM_TYPE_FILE; code++) {
        FormField field = field_of(form_type(code)->name);
        AUTO_FREE char *value = NULL;
        Error error = ERROR_EMPTY;
        ck_assert_refused(form_read_value(&field, unclean[_i].typed, &value, &error), &error,
                          ERROR_MALFORMED);
        assert_names_field(&error);
        ck_assert_msg(strstr(error.sentence, unclean[_i].sentence) != NULL, "%s", error.sentence);
    }
}
END_TEST

static char *repeat(const char *what, size_t count)
{
    Text text = TEXT_EMPTY_MAX(8 * 1024 * 1024);
    for (size_t i = 0; i < count; i++)
        text_add(&text, what);
    return text_take(&text);
}

START_TEST(counts_characters_not_bytes)
{
    FormField field = field_of("name");
    AUTO_FREE char *most = repeat("ž", 70);
    AUTO_FREE char *more = repeat("ž", 71);
    AUTO_FREE char *value = NULL;
    AUTO_FREE char *none = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_done(form_read_value(&field, most, &value, &error), &error);
    ck_assert_str_eq(value, most);
    ck_assert_refused(form_read_value(&field, more, &none, &error), &error, ERROR_MALFORMED);
    ck_assert_str_eq(error.sentence, "Thing has 70 characters at most.");
}
END_TEST

// The check's own time limit of four seconds is far above what this may take.
START_TEST(refuses_a_million_characters_at_once)
{
    AUTO_FREE char *digits = repeat("7", 1000000);
    AUTO_FREE char *letters = repeat("ž", 1000000);
    for (FormTypeCode code = FORM_TYPE_ACCOUNT; code <= FORM_TYPE_FILE; code++) {
        FormField field = field_of(form_type(code)->name);
        const char *const typed[] = {digits, letters};
        for (size_t i = 0; i < COUNT_OF(typed); i++) {
            AUTO_FREE char *value = NULL;
            Error error = ERROR_EMPTY;
            ck_assert_refused(form_read_value(&field, typed[i], &value, &error), &error,
                              ERROR_MALFORMED);
            assert_names_field(&error);
        }
    }
}
END_TEST

START_TEST(a_lower_maximum_of_the_field_counts)
{
    FormField field = field_of("text");
    AUTO_FREE char *value = NULL;
    Error error = ERROR_EMPTY;
    field.max = 3;
    ck_assert_refused(form_read_value(&field, "four", &value, &error), &error, ERROR_MALFORMED);
    ck_assert_done(form_read_value(&field, " abc ", &value, &error), &error);
}
END_TEST

START_TEST(required_means_not_empty)
{
    FormField field = field_of("text");
    AUTO_FREE char *value = NULL;
    Error error = ERROR_EMPTY;
    field.is_required = true;
    ck_assert_refused(form_read_value(&field, "  ", &value, &error), &error, ERROR_MALFORMED);
    ck_assert_str_eq(error.sentence, "Thing is missing.");
    ck_assert_str_eq(error.hint, field.help);
    ck_assert_refused(form_read_value(&field, NULL, &value, &error), &error, ERROR_MALFORMED);
}
END_TEST

START_TEST(editors_accept_what_the_types_take)
{
    ck_assert(form_type_accepts(form_type(FORM_TYPE_MONEY), '5'));
    ck_assert(!form_type_accepts(form_type(FORM_TYPE_MONEY), '-'));
    ck_assert(!form_type_accepts(form_type(FORM_TYPE_ACCOUNT), 0x17e));
    ck_assert(form_type_accepts(form_type(FORM_TYPE_NAME), 0x17e));
    ck_assert(!form_type_accepts(form_type(FORM_TYPE_NAME), 0x1b));
    ck_assert(!form_type_accepts(form_type(FORM_TYPE_NAME), '\n'));
    ck_assert(form_type_accepts(form_type(FORM_TYPE_NOTE), '\n'));
}
END_TEST

// Values of a whole form

static const char two_fields[] =
    "{\"operation\":\"a.b\",\"title\":\"T\",\"summary\":\"S\",\"roles\":[\"teller\"],"
    "\"kind\":\"change\",\"calls\":\"api.a_b\",\"fields\":["
    "{\"name\":\"first\",\"type\":\"integer\",\"label\":\"First\",\"short\":\"F\",\"help\":\"H\","
    "\"required\":true,\"example\":\"1\"},"
    "{\"name\":\"hush\",\"type\":\"secret\",\"label\":\"Hush\",\"short\":\"H\",\"help\":\"H\","
    "\"required\":true},"
    "{\"name\":\"last\",\"type\":\"text\",\"label\":\"Last\",\"short\":\"L\",\"help\":\"H\","
    "\"example\":\"x\"}],\"shows\":[],\"examples\":[]}";

static Forms *load_two_fields(void)
{
    Forms *forms = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_done(forms_load_text("a.b.json", two_fields, strlen(two_fields), &forms, &error),
                   &error);
    return forms;
}

static void check_refused(const FormValues *values, ErrorCode code, const char *field)
{
    AUTO(forms_free) Forms *forms = load_two_fields();
    AUTO(form_values_free) FormValues *clean = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_refused(form_check_values(forms_at(forms, 0), values, &clean, &error), &error, code);
    ck_assert_str_eq(error.field, field);
    ck_assert_ptr_null(clean);
}

START_TEST(a_form_checks_all_its_fields)
{
    AUTO(forms_free) Forms *forms = load_two_fields();
    AUTO(form_values_free) FormValues *values = form_values_new();
    AUTO(form_values_free) FormValues *clean = NULL;
    Error error = ERROR_EMPTY;
    check_refused(values, ERROR_MALFORMED, "first");
    form_values_set(values, "first", "7");
    check_refused(values, ERROR_MALFORMED, "hush");
    form_values_set(values, "hush", "loud");
    check_refused(values, ERROR_MALFORMED, "hush");
    form_values_set_secret(values, "hush", secret_from_bytes("a\nb", 3));
    check_refused(values, ERROR_MALFORMED, "hush");
    form_values_set_secret(values, "hush", secret_from_bytes("quiet", 5));
    form_values_set(values, "other", "x");
    check_refused(values, ERROR_USAGE, "other");
    form_values_set(values, "other", NULL);
    form_values_set(values, "last", " ");
    ck_assert_done(form_check_values(forms_at(forms, 0), values, &clean, &error), &error);
    ck_assert_uint_eq(form_values_count(clean), 1);
    ck_assert_str_eq(form_values_get(clean, "first"), "7");
    ck_assert_ptr_null(form_values_secret(clean, "hush"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("form_value");
    TCase *cases = tcase_create("values");
    tcase_add_loop_test(cases, takes_what_is_right, 0, COUNT_OF(good));
    tcase_add_loop_test(cases, refuses_what_is_wrong, 0, COUNT_OF(bad));
    tcase_add_loop_test(cases, no_type_takes_unclean_text, 0, COUNT_OF(unclean));
    tcase_add_test(cases, counts_characters_not_bytes);
    tcase_add_test(cases, refuses_a_million_characters_at_once);
    tcase_add_test(cases, a_lower_maximum_of_the_field_counts);
    tcase_add_test(cases, required_means_not_empty);
    tcase_add_test(cases, editors_accept_what_the_types_take);
    tcase_add_test(cases, a_form_checks_all_its_fields);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}
