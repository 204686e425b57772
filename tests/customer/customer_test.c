// SPDX-License-Identifier: Apache-2.0
#include "customer/customer.h"

#include "support/suite.h"

static FormResult *found(const Forms *forms, const char *phone)
{
    FormResult *result = form_result_new(forms_find(forms, "customer.find"));
    form_result_add_source(result, "number", FORM_CELL_TEXT);
    form_result_add_source(result, "phone", FORM_CELL_TEXT);
    form_result_add_row(result);
    form_result_set(result, 0, "number", "420777");
    form_result_set(result, 0, "phone", phone);
    return result;
}

static const struct {
    const char *kept;
    const char *readable;
} phones[] = {
    {"420777123456", "+420777123456"},
    {"+420777123456", "+420777123456"},
    {"ext. 12", "ext. 12"},
    {"", ""},
    {NULL, NULL},
};

START_TEST(a_phone_is_shown_as_it_is_dialled)
{
    AUTO(forms_free) Forms *forms = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_done(forms_load(&forms, &error), &error);
    AUTO(form_result_free) FormResult *result = found(forms, phones[_i].kept);
    customer_reveal(result);
    ck_assert_pstr_eq(form_result_get(result, 0, "phone"), phones[_i].readable);
    ck_assert_str_eq(form_result_get(result, 0, "number"), "420777");
}
END_TEST

// Whatever the form of a new customer asks is personal, but for what kind of customer it is.
START_TEST(the_table_has_every_personal_field)
{
    AUTO(forms_free) Forms *forms = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_done(forms_load(&forms, &error), &error);
    const Form *form = forms_find(forms, "customer.open");
    for (size_t i = 0; i < form->field_count; i++) {
        const char *name = form->fields[i].name;
        ck_assert_msg(customer_is_personal(name) != text_equal(name, "kind"), "%s", name);
    }
    ck_assert(!customer_is_personal("number"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("customer");
    TCase *cases = tcase_create("customer");
    tcase_add_loop_test(cases, a_phone_is_shown_as_it_is_dialled, 0, COUNT_OF(phones));
    tcase_add_test(cases, the_table_has_every_personal_field);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}
