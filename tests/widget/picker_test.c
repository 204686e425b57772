// SPDX-License-Identifier: Apache-2.0
#include "widget/picker.h"

#include "support/typing.h"

static const PickerChoice kinds[] = {
    {"person", "Person"}, {"business", "Business"}, {"bank", "Bank"}};

static Picker kinds_picker(void)
{
    Picker picker;
    picker_init(&picker, kinds, COUNT_OF(kinds));
    return picker;
}

static Reaction press(Picker *picker, const char *name)
{
    return picker_on_key(picker, typing_key(name));
}

START_TEST(test_nothing_is_chosen_until_someone_chooses)
{
    Picker picker = kinds_picker();
    ck_assert_ptr_null(picker_value(&picker));
    ck_assert(press(&picker, "Enter") & REACTION_NEXT);
    ck_assert_ptr_null(picker_value(&picker));
}
END_TEST

START_TEST(test_goes_round)
{
    Picker picker = kinds_picker();
    static const char *const forward[] = {"person", "business", "bank", "person"};
    for (size_t i = 0; i < COUNT_OF(forward); i++) {
        ck_assert(press(&picker, i % 2 == 0 ? "Space" : "Right") & REACTION_CHANGED);
        ck_assert_str_eq(picker_value(&picker), forward[i]);
    }
    press(&picker, "Left");
    ck_assert_str_eq(picker_value(&picker), "bank");
    press(&picker, "Home");
    ck_assert_str_eq(picker_value(&picker), "person");
    ck_assert(!(press(&picker, "Home") & REACTION_CHANGED));
    press(&picker, "End");
    ck_assert_str_eq(picker_value(&picker), "bank");
}
END_TEST

START_TEST(test_letters_jump)
{
    Picker picker = kinds_picker();
    press(&picker, "b");
    ck_assert_str_eq(picker_value(&picker), "business");
    press(&picker, "B");
    ck_assert_str_eq(picker_value(&picker), "bank");
    press(&picker, "b");
    ck_assert_str_eq(picker_value(&picker), "business");
    ck_assert(press(&picker, "x") & REACTION_REJECTED);
    ck_assert_str_eq(picker_value(&picker), "business");
}
END_TEST

START_TEST(test_taking_back)
{
    Picker picker = kinds_picker();
    ck_assert(picker_set(&picker, "bank"));
    picker.is_required = true;
    ck_assert(press(&picker, "Backspace") & REACTION_REJECTED);
    picker.is_required = false;
    ck_assert(press(&picker, "Delete") & REACTION_CHANGED);
    ck_assert_ptr_null(picker_value(&picker));
}
END_TEST

START_TEST(test_set)
{
    Picker picker = kinds_picker();
    ck_assert(!picker_set(&picker, "nobody"));
    ck_assert(picker_set(&picker, "person"));
    ck_assert(!picker_set(&picker, "nobody"));
    ck_assert_str_eq(picker_value(&picker), "person");
    ck_assert(picker_set(&picker, ""));
    ck_assert_ptr_null(picker_value(&picker));
}
END_TEST

START_TEST(test_other_keys_and_pastes)
{
    Picker picker = kinds_picker();
    ck_assert_uint_eq(press(&picker, "F9"), REACTION_IGNORED);
    ck_assert_uint_eq(press(&picker, "Up"), REACTION_IGNORED);
    ck_assert_uint_eq(press(&picker, "Ctrl+P"), REACTION_IGNORED);
    ck_assert(picker_on_key(&picker, typing_pasted(key_character('p'))) & REACTION_REJECTED);
    ck_assert_ptr_null(picker_value(&picker));
    picker_init(&picker, kinds, 0);
    ck_assert(press(&picker, "Space") & REACTION_REJECTED);
    ck_assert(press(&picker, "End") & REACTION_HANDLED);
    ck_assert_ptr_null(picker_value(&picker));
}
END_TEST

START_TEST(test_draws_all_or_the_chosen_one)
{
    Picker picker = kinds_picker();
    AUTO(canvas_free) Canvas *canvas = canvas_new(50, 1);
    int x = 0;
    int y = 0;
    picker_set(&picker, "business");
    picker_draw(&picker, canvas, (Rect){0, 0, 50, 1}, true);
    typing_check_row(canvas, 0, "( ) Person  (*) Business  ( ) Bank");
    ck_assert(canvas_cursor(canvas, &x, &y));
    ck_assert_int_eq(x, 13);
    canvas_clear(canvas);
    picker_draw(&picker, canvas, (Rect){0, 0, 20, 1}, true);
    typing_check_row(canvas, 0, "< Business >");
    canvas_clear(canvas);
    picker_draw(&picker, canvas, (Rect){0, 0, 20, 1}, false);
    typing_check_row(canvas, 0, "Business");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("picker");
    TCase *tests = tcase_create("picker");
    tcase_add_test(tests, test_nothing_is_chosen_until_someone_chooses);
    tcase_add_test(tests, test_goes_round);
    tcase_add_test(tests, test_letters_jump);
    tcase_add_test(tests, test_taking_back);
    tcase_add_test(tests, test_set);
    tcase_add_test(tests, test_other_keys_and_pastes);
    tcase_add_test(tests, test_draws_all_or_the_chosen_one);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
