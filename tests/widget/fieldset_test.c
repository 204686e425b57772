// SPDX-License-Identifier: Apache-2.0
#include "widget/fieldset.h"

#include "support/typing.h"

static const PickerChoice kinds[] = {{"person", "Person"}, {"business", "Business"}};

static void make(Fieldset *form)
{
    fieldset_init(form);
    fieldset_add_static(form, "customer", "Customer", "Ana Müller");
    Field *amount = fieldset_add_editor(form, "amount", "Amount to pay in", EDITOR_MONEY, 20);
    field_put(&amount->short_label, "Amount");
    field_put(&amount->hint, "EUR");
    amount->is_required = true;
    fieldset_add_picker(form, "kind", "Kind", kinds, COUNT_OF(kinds));
    fieldset_add_editor(form, "text", "Text", EDITOR_ANY, 140);
    fieldset_add_button(form, "post", "Post");
}

static Reaction press(Fieldset *form, const char *name)
{
    return fieldset_on_key(form, typing_key(name));
}

static void check_focus(Fieldset *form, const char *name)
{
    ck_assert_str_eq(fieldset_focused(form)->name, name);
}

static void draw(Fieldset *form, Canvas *canvas)
{
    Rect rect = canvas_bounds(canvas);
    canvas_clear(canvas);
    fieldset_fit(form, rect);
    fieldset_draw(form, canvas, rect, true);
}

START_TEST(test_enter_goes_to_the_button_and_does_not_press_it)
{
    Fieldset form;
    make(&form);
    check_focus(&form, "amount");
    Reaction all = REACTION_IGNORED;
    for (int i = 0; i < 3; i++)
        all |= press(&form, "Enter");
    check_focus(&form, "post");
    ck_assert(!(all & REACTION_ACCEPT));
    ck_assert(press(&form, "Enter") & REACTION_ACCEPT);
    fieldset_done(&form);
}
END_TEST

START_TEST(test_leaving_says_which_field)
{
    Fieldset form;
    make(&form);
    ck_assert(press(&form, "Tab") & REACTION_LEFT);
    ck_assert_int_eq(form.left, fieldset_index(&form, "amount"));
    check_focus(&form, "kind");
    ck_assert(press(&form, "Down") & REACTION_LEFT);
    ck_assert_int_eq(form.left, fieldset_index(&form, "kind"));
    press(&form, "BackTab");
    check_focus(&form, "kind");
    press(&form, "Up");
    press(&form, "BackTab");
    check_focus(&form, "post");
    press(&form, "Tab");
    check_focus(&form, "amount");
    fieldset_done(&form);
}
END_TEST

START_TEST(test_last_field_without_a_button_hands_enter_on)
{
    Fieldset form;
    fieldset_init(&form);
    ck_assert_uint_eq(press(&form, "a"), REACTION_IGNORED);
    fieldset_add_editor(&form, "find", "Find", EDITOR_ANY, 40);
    press(&form, "a");
    Reaction reaction = press(&form, "Enter");
    ck_assert(reaction & REACTION_NEXT);
    ck_assert(reaction & REACTION_LEFT);
    check_focus(&form, "find");
    ck_assert_str_eq(field_value(fieldset_focused(&form)), "a");
    fieldset_done(&form);
}
END_TEST

START_TEST(test_disabled_and_static_fields_are_skipped)
{
    Fieldset form;
    make(&form);
    fieldset_find(&form, "kind")->is_disabled = true;
    press(&form, "Tab");
    check_focus(&form, "text");
    ck_assert(!fieldset_focus(&form, "kind"));
    ck_assert(!fieldset_focus(&form, "customer"));
    ck_assert(!fieldset_focus(&form, "nothing"));
    ck_assert(fieldset_focus(&form, "amount"));
    fieldset_done(&form);
}
END_TEST

START_TEST(test_values)
{
    Fieldset form;
    make(&form);
    field_set(fieldset_find(&form, "amount"), "12.50");
    field_set(fieldset_find(&form, "kind"), "business");
    field_set(fieldset_find(&form, "customer"), "Bo");
    ck_assert_str_eq(field_value(fieldset_find(&form, "amount")), "12.50");
    ck_assert_str_eq(field_value(fieldset_find(&form, "kind")), "business");
    ck_assert_str_eq(field_value(fieldset_find(&form, "customer")), "Bo");
    ck_assert_str_eq(field_value(fieldset_find(&form, "text")), "");
    ck_assert_ptr_null(fieldset_find(&form, "nothing"));
    fieldset_done(&form);
}
END_TEST

START_TEST(test_an_error_stays_until_the_field_changes)
{
    Fieldset form;
    make(&form);
    fieldset_set_error(&form, "amount", "The amount must be more than zero.");
    fieldset_set_error(&form, "nothing", "Nobody sees this.");
    press(&form, "Right");
    ck_assert(fieldset_has_errors(&form));
    press(&form, "5");
    ck_assert(!fieldset_has_errors(&form));
    fieldset_set_error(&form, "text", "Too long.");
    fieldset_clear_errors(&form);
    ck_assert(!fieldset_has_errors(&form));
    fieldset_done(&form);
}
END_TEST

START_TEST(test_labels_stand_at_the_left)
{
    Fieldset form;
    make(&form);
    AUTO(canvas_free) Canvas *canvas = canvas_new(80, 24);
    int x = 0;
    int y = 0;
    fieldset_set_error(&form, "amount", "The amount must be more than zero.");
    draw(&form, canvas);
    typing_check_row(canvas, 0, "Customer           Ana Müller");
    typing_check_row(canvas, 1, "Amount to pay in*![                     ] EUR");
    typing_check_row(canvas, 2, "                   The amount must be more than zero.");
    typing_check_row(canvas, 3, "Kind               ( ) Person  ( ) Business");
    typing_check_row(canvas, 6, "                   [ Post ]");
    ck_assert(canvas_cursor(canvas, &x, &y));
    ck_assert_int_eq(x, 19);
    ck_assert_int_eq(y, 1);
    ck_assert_int_eq(canvas_cell(canvas, 17, 1)->style, STYLE_ERROR);
    ck_assert_int_eq(canvas_cell(canvas, 20, 1)->style, STYLE_FIELD_FOCUS);
    ck_assert_int_eq(canvas_cell(canvas, 20, 4)->style, STYLE_FIELD);
    fieldset_done(&form);
}
END_TEST

START_TEST(test_labels_stand_above_where_it_is_narrow)
{
    Fieldset form;
    make(&form);
    AUTO(canvas_free) Canvas *canvas = canvas_new(40, 20);
    fieldset_set_error(&form, "text", "Too long.");
    draw(&form, canvas);
    typing_check_row(canvas, 6, "Text !");
    typing_check_row(canvas, 8, " Too long.");
    typing_check_row(canvas, 0, "Customer");
    typing_check_row(canvas, 1, " Ana Müller");
    typing_check_row(canvas, 2, "Amount*");
    typing_check_row(canvas, 3, "[                     ] EUR");
    typing_check_row(canvas, 4, "Kind");
    fieldset_done(&form);
}
END_TEST

static void make_long(Fieldset *form)
{
    static const char *const groups[] = {"Person", "Address", "Document"};
    fieldset_init(form);
    for (int i = 0; i < 18; i++) {
        AUTO_FREE char *name = text_format("field_%d", i);
        Field *field = fieldset_add_editor(form, name, name, EDITOR_ANY, 30);
        if (i % 6 == 0)
            field_put(&field->group, groups[i / 6]);
    }
    fieldset_add_button(form, "save", "Save");
}

// Whatever has the focus, its label, its field, its error and the cursor are on the screen.
static void check_focus_is_visible(Fieldset *form, Canvas *canvas)
{
    int x = 0;
    int y = 0;
    draw(form, canvas);
    ck_assert(canvas_cursor(canvas, &x, &y));
    ck_assert(typing_shows(canvas, fieldset_focused(form)->label));
    if (fieldset_focused(form)->error != NULL)
        ck_assert(typing_shows(canvas, fieldset_focused(form)->error));
}

START_TEST(test_focus_is_always_in_view)
{
    static const int sizes[][2] = {{40, 12}, {60, 8}, {80, 21}, {200, 5}, {40, 4}};
    AUTO(canvas_free) Canvas *canvas = canvas_new(sizes[_i][0], sizes[_i][1]);
    Fieldset form;
    make_long(&form);
    fieldset_set_error(&form, "field_7", "That is wrong.");
    fieldset_set_error(&form, "field_17", "That too.");
    for (size_t i = 0; i < form.count; i++) {
        check_focus_is_visible(&form, canvas);
        press(&form, "Tab");
    }
    for (size_t i = 0; i < form.count; i++) {
        press(&form, "BackTab");
        check_focus_is_visible(&form, canvas);
    }
    // Another size in the middle of it: the focus is kept, and in view.
    press(&form, "PageDown");
    canvas_resize(canvas, 120, 40);
    check_focus_is_visible(&form, canvas);
    check_focus(&form, "field_6");
    ck_assert_int_eq(form.scroll, 0);
    fieldset_done(&form);
}
END_TEST

START_TEST(test_pages_are_groups)
{
    AUTO(canvas_free) Canvas *canvas = canvas_new(80, 8);
    Fieldset form;
    make_long(&form);
    press(&form, "PageDown");
    check_focus(&form, "field_6");
    draw(&form, canvas);
    ck_assert(typing_shows(canvas, "group 2 of 3"));
    ck_assert(typing_shows(canvas, "Address"));
    press(&form, "F8");
    check_focus(&form, "field_12");
    press(&form, "F8");
    check_focus(&form, "save");
    press(&form, "F7");
    check_focus(&form, "field_12");
    press(&form, "PageUp");
    press(&form, "PageUp");
    press(&form, "PageUp");
    check_focus(&form, "field_0");
    fieldset_done(&form);
}
END_TEST

START_TEST(test_paste_does_not_press)
{
    Fieldset form;
    make(&form);
    ck_assert(fieldset_focus(&form, "post"));
    ck_assert(fieldset_on_key(&form, typing_pasted(key_character(' '))) & REACTION_REJECTED);
    ck_assert_uint_eq(press(&form, "F9"), REACTION_IGNORED);
    ck_assert_uint_eq(press(&form, "Esc"), REACTION_IGNORED);
    fieldset_done(&form);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("fieldset");
    TCase *tests = tcase_create("fieldset");
    tcase_add_test(tests, test_enter_goes_to_the_button_and_does_not_press_it);
    tcase_add_test(tests, test_leaving_says_which_field);
    tcase_add_test(tests, test_last_field_without_a_button_hands_enter_on);
    tcase_add_test(tests, test_disabled_and_static_fields_are_skipped);
    tcase_add_test(tests, test_values);
    tcase_add_test(tests, test_an_error_stays_until_the_field_changes);
    tcase_add_test(tests, test_labels_stand_at_the_left);
    tcase_add_test(tests, test_labels_stand_above_where_it_is_narrow);
    tcase_add_loop_test(tests, test_focus_is_always_in_view, 0, 5);
    tcase_add_test(tests, test_pages_are_groups);
    tcase_add_test(tests, test_paste_does_not_press);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
