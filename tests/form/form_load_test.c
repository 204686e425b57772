// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "form/form.h"
#include "support/suite.h"

#define HEAD                                                                                       \
    "\"operation\":\"a.b\",\"title\":\"T\",\"summary\":\"S\",\"roles\":[\"teller\"],"              \
    "\"calls\":\"api.a_b\","
#define FIELD                                                                                      \
    "{\"name\":\"first\",\"type\":\"text\",\"label\":\"F\",\"short\":\"F\",\"help\":\"H\","        \
    "\"example\":\"x\"}"
#define TAIL "\"shows\":[],\"examples\":[]"

static bool load(const char *json, Forms **ret_forms, Error *err)
{
    return forms_load_text("a.b.json", json, strlen(json), ret_forms, err);
}

START_TEST(the_programs_own_forms_load)
{
    AUTO(forms_free) Forms *forms = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_done(forms_load(&forms, &error), &error);
    ck_assert_uint_ge(forms_count(forms), 30);
    const Form *transfer = forms_find(forms, "payment.transfer");
    ck_assert_ptr_nonnull(transfer);
    ck_assert_int_eq(transfer->kind, FORM_CHANGE);
    ck_assert_str_eq(transfer->preview, "api.payment_transfer_preview");
    ck_assert(form_allows_role(transfer, "teller"));
    ck_assert(!form_allows_role(transfer, "auditor"));
    ck_assert_int_eq(form_field(transfer, "amount")->type->code, FORM_TYPE_MONEY);
    ck_assert_ptr_null(form_field(transfer, "fee"));
    ck_assert_ptr_null(forms_find(forms, "payment.steal"));
    ck_assert_str_eq(forms_nearest(forms, "payment.trnsfer")->operation, "payment.transfer");
    ck_assert_ptr_null(forms_nearest(forms, "something quite different"));
}
END_TEST

START_TEST(the_smallest_form_loads)
{
    AUTO(forms_free) Forms *forms = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_done(
        load("{" HEAD "\"kind\":\"read\",\"fields\":[" FIELD "]," TAIL "}", &forms, &error),
        &error);
    ck_assert_uint_eq(forms_at(forms, 0)->fields[0].max, 140);
}
END_TEST

// Each breaks one rule; the sentence must say which.
static const struct {
    const char *json;
    const char *says;
} broken[] = {
    {"", "not JSON"},
    {"{", "not JSON"},
    {"{} {}", "not JSON"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[]," TAIL ",}", "not JSON"},
    {"[]", "an object is wanted"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[]," TAIL ",\"logic\":\"x\"}",
     "logic: this key is not known"},
    {"{" HEAD "\"kind\":\"read\"," TAIL "}", "fields: this key is missing"},
    {"{" HEAD "\"kind\":1,\"fields\":[]," TAIL "}", "kind: the value has the wrong type"},
    {"{" HEAD "\"kind\":\"write\",\"fields\":[]," TAIL "}", "a change, a read or a list"},
    {"{" HEAD "\"kind\":\"list\",\"fields\":[]," TAIL "}", "a list has columns"},
    {"{" HEAD "\"kind\":\"read\",\"preview\":\"api.x\",\"fields\":[]," TAIL "}", "only a change"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[" FIELD "," FIELD "]," TAIL "}", "name is taken"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[7]," TAIL "}", "an object is wanted"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[{\"name\":\"A\",\"type\":\"text\",\"label\":\"F\","
     "\"short\":\"F\",\"help\":\"H\",\"example\":\"x\"}]," TAIL "}",
     "small letters and underscores"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[{\"name\":\"a\",\"type\":\"colour\",\"label\":\"F\","
     "\"short\":\"F\",\"help\":\"H\",\"example\":\"x\"}]," TAIL "}",
     "cannot have this type"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[{\"name\":\"a\",\"type\":\"time\",\"label\":\"F\","
     "\"short\":\"F\",\"help\":\"H\",\"example\":\"x\"}]," TAIL "}",
     "cannot have this type"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[{\"name\":\"a\",\"type\":\"choice\",\"label\":\"F\","
     "\"short\":\"F\",\"help\":\"H\",\"example\":\"x\"}]," TAIL "}",
     "choices belong"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[{\"name\":\"a\",\"type\":\"text\",\"label\":\"F\","
     "\"short\":\"F\",\"help\":\"H\",\"example\":\"x\",\"max\":141}]," TAIL "}",
     "max may only lower"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[{\"name\":\"a\",\"type\":\"text\",\"label\":\"F\","
     "\"short\":\"F\",\"help\":\"H\"}]," TAIL "}",
     "an example is missing"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[{\"name\":\"a\",\"type\":\"integer\",\"label\":\"F\","
     "\"short\":\"F\",\"help\":\"H\",\"example\":\"x\"}]," TAIL "}",
     "breaks the field's own rule"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[{\"name\":\"a\",\"type\":\"secret\",\"label\":\"F\","
     "\"short\":\"F\",\"help\":\"H\",\"example\":\"x\"}]," TAIL "}",
     "a secret has no example"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[{\"name\":\"a\",\"type\":\"text\",\"label\":\"F\","
     "\"short\":\"far too long a label\",\"help\":\"H\",\"example\":\"x\"}]," TAIL "}",
     "short label"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[]," TAIL
     ",\"columns\":[{\"name\":\"a\",\"type\":\"text\","
     "\"label\":\"A\",\"priority\":6}]}",
     "the priority is 1 to 5"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[],\"shows\":[{\"name\":\"a\",\"type\":\"text\","
     "\"label\":\"A\",\"currency\":\"c\"}],\"examples\":[]}",
     "only money has a currency"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[" FIELD "],\"shows\":[],\"examples\":["
     "{\"given\":{\"second\":\"x\"},\"expect\":\"done\"}]}",
     "an example gives fields of the form"},
    {"{" HEAD "\"kind\":\"read\",\"fields\":[" FIELD "],\"shows\":[],\"examples\":["
     "{\"given\":{\"first\":\"x\"},\"expect\":\"PD999\"}]}",
     "done or a PD code"},
};

START_TEST(refuses_a_broken_form)
{
    AUTO(forms_free) Forms *forms = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_refused(load(broken[_i].json, &forms, &error), &error, ERROR_INTERNAL);
    ck_assert_msg(strstr(error.sentence, broken[_i].says) != NULL, "%s", error.sentence);
    ck_assert_msg(strstr(error.sentence, "a.b.json") != NULL, "%s", error.sentence);
}
END_TEST

START_TEST(a_form_bears_the_name_of_its_file)
{
    static const char json[] = "{" HEAD "\"kind\":\"read\",\"fields\":[]," TAIL "}";
    AUTO(forms_free) Forms *forms = NULL;
    Error error = ERROR_EMPTY;
    ck_assert_refused(forms_load_text("a.c.json", json, strlen(json), &forms, &error), &error,
                      ERROR_INTERNAL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("form_load");
    TCase *cases = tcase_create("load");
    tcase_add_test(cases, the_programs_own_forms_load);
    tcase_add_test(cases, the_smallest_form_loads);
    tcase_add_loop_test(cases, refuses_a_broken_form, 0, COUNT_OF(broken));
    tcase_add_test(cases, a_form_bears_the_name_of_its_file);
    suite_add_tcase(suite, cases);
    return suite_run(suite);
}
