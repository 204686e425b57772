// SPDX-License-Identifier: Apache-2.0
// Every form there is, opened in the form screen: each field can be reached, shows its label, and
// takes its own example.
#include "screen/screens.h"
#include "screen/script.h"
#include "screen/snapshot.h"
#include "support/suite.h"

enum { FORMS_MAX = 64 };

static void open_form(Script *script, const Form *form)
{
    script_init(script);
    script_give_bank(script);
    script_sign_in(script, form->role_count == 0 ? "teller" : form->roles[0]);
    desk_next(script->desk,
              form_screen_new(script->desk, forms_find(script->forms, form->operation),
                              (ScreenContext){.account = NULL}));
    desk_step(script->desk, STEP_PUSH);
    script_answer(script);
}

static size_t visible_fields(const Form *form)
{
    size_t count = 0;
    for (size_t i = 0; i < form->field_count; i++)
        count += form->fields[i].is_hidden ? 0 : 1;
    return count;
}

// With Tab through all fields, each label is seen while its field has the focus, at the smallest
// size as well.
static void check_labels(Script *script, const Form *form, int width, int height)
{
    script_draw(script, width, height);
    for (size_t i = 0; i < form->field_count; i++) {
        const FormField *field = &form->fields[i];
        if (field->is_hidden)
            continue;
        ck_assert_msg(script_sees(script, field->label) || script_sees(script, field->short_label),
                      "%s: %s is not on the screen at %dx%d", form->operation, field->name, width,
                      height);
        script_type(script, "Tab");
    }
    for (size_t i = 0; i < visible_fields(form); i++)
        script_type(script, "BackTab");
}

static void type_examples(Script *script, const Form *form)
{
    for (size_t i = 0; i < form->field_count; i++) {
        const FormField *field = &form->fields[i];
        if (field->is_hidden)
            continue;
        AUTO(text_done) Text words = TEXT_EMPTY;
        text_add_char(&words, '\'');
        for (const char *byte = field->example == NULL ? "" : field->example; *byte != '\0'; byte++)
            text_add_char(&words, *byte == ' ' ? '_' : *byte);
        script_type(script, text_string(&words));
        ck_assert_msg(field->example == NULL || field->type->is_secret || field->choice_count > 0 ||
                          field->type->code == FORM_TYPE_YES_NO ||
                          script_sees(script, field->example),
                      "%s: %s does not show %s", form->operation, field->name, field->example);
        // A code that is full has gone on by itself.
        if (field->type->code != FORM_TYPE_CODE)
            script_type(script, "Tab");
    }
}

START_TEST(form_is_laid_out)
{
    Error error = ERROR_EMPTY;
    AUTO(forms_free) Forms *forms = NULL;
    ck_assert_done(forms_load(&forms, &error), &error);
    if ((size_t)_i >= forms_count(forms))
        return;
    const Form *form = forms_at(forms, (size_t)_i);
    Script script;
    open_form(&script, form);
    script_draw(&script, 40, 15);
    AUTO_FREE char *name = text_format("form.%s", form->operation);
    bool is_same = snapshot_matches(script.canvas, name);
    check_labels(&script, form, 40, 15);
    script_draw(&script, 80, 24);
    is_same = snapshot_matches(script.canvas, name) && is_same;
    check_labels(&script, form, 80, 24);
    if (form->hook == NULL)
        type_examples(&script, form);
    ck_assert(is_same);
    script_done(&script);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("screen_forms");
    TCase *forms = tcase_create("forms");
    tcase_set_timeout(forms, 60);
    tcase_add_loop_test(forms, form_is_laid_out, 0, FORMS_MAX);
    suite_add_tcase(suite, forms);
    return suite_run(suite);
}
