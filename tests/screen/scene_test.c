// SPDX-License-Identifier: Apache-2.0
// Every kind of screen, drawn at five sizes and compared with the committed screens.
#include "screen/screens.h"
#include "screen/script.h"
#include "screen/snapshot.h"
#include "support/suite.h"

typedef struct Scene {
    const char *name;
    void (*make)(Script *script);
} Scene;

static void teller(Script *script)
{
    script_give_bank(script);
    script_sign_in(script, "teller");
}

static void scene_sign_in(Script *script)
{
    desk_start(script->desk, "", false);
    script_type(script, "tina Enter correct_horse Enter 123");
}

static void scene_home(Script *script)
{
    teller(script);
}

static void scene_home_of_support(Script *script)
{
    script_give_bank(script);
    script_sign_in(script, "support");
    script_type(script, "'Nov");
}

static void scene_results(Script *script)
{
    teller(script);
    script_type(script, "'Nov Enter Down");
}

static void scene_customer(Script *script)
{
    scene_results(script);
    script_type(script, "Up Enter");
}

static void scene_account(Script *script)
{
    scene_customer(script);
    script_type(script, "Enter Down");
}

static void scene_form(Script *script)
{
    scene_account(script);
    script_type(script, "d 25.00 Enter 'Cash_paid_in");
}

static void scene_form_error(Script *script)
{
    scene_account(script);
    script_type(script, "t Enter 'XX Enter");
}

static void scene_confirm(Script *script)
{
    scene_form(script);
    script_type(script, "F9");
}

static void scene_confirm_transfer(Script *script)
{
    scene_account(script);
    script_type(script, "t 1000000258 Enter 450 Enter 'Rent_for_December F9");
}

static void scene_receipt(Script *script)
{
    scene_confirm(script);
    script_pass(script, 500);
    script_type(script, "y");
}

static void scene_list(Script *script)
{
    script_give_bank(script);
    script_sign_in(script, "supervisor");
    script_type(script, "F2 'trial Enter");
}

static void scene_record(Script *script)
{
    scene_results(script);
    script_type(script, "Up Enter F11");
}

static void scene_palette(Script *script)
{
    teller(script);
    script_type(script, "F2 'cash");
}

static void scene_actions(Script *script)
{
    teller(script);
    script_type(script, "1000000161 F6");
}

static void scene_help(Script *script)
{
    scene_form(script);
    script_type(script, "F1");
}

static void scene_help_keys(Script *script)
{
    teller(script);
    script_type(script, "F1 F1 F1");
}

static void scene_messages(Script *script)
{
    teller(script);
    script_type(script, "Enter");
    script_pass(script, 61000);
    script_type(script, "Ctrl+C Ctrl+O");
}

static void scene_pending(Script *script)
{
    script_give_bank(script);
    script_give(script, (ScriptAnswer){.operation = "pending",
                                       .json = "{\"outcome\":\"done\",\"operation\":\"cash."
                                               "deposit\",\"at\":\"2026-11-22T14:05:00+00:00\"}"});
    script_sign_in(script, "teller");
}

static void scene_enrol(Script *script)
{
    teller(script);
    script_type(script, "F2 'enrol Enter");
}

static void scene_locked(Script *script)
{
    scene_form(script);
    script_pass(script, (int64_t)DESK_LOCK_MINUTES * 60 * 1000);
}

static void scene_working(Script *script)
{
    scene_form(script);
    script->is_held = true;
    script_type(script, "F9");
    script_pass(script, 3000);
    script_pass(script, 3000);
}

static const Scene scenes[] = {
    {"sign-in", scene_sign_in},
    {"home", scene_home},
    {"home-support", scene_home_of_support},
    {"results", scene_results},
    {"customer", scene_customer},
    {"account", scene_account},
    {"form", scene_form},
    {"form-error", scene_form_error},
    {"confirm", scene_confirm},
    {"confirm-transfer", scene_confirm_transfer},
    {"receipt", scene_receipt},
    {"list", scene_list},
    {"record", scene_record},
    {"palette", scene_palette},
    {"actions", scene_actions},
    {"help", scene_help},
    {"help-keys", scene_help_keys},
    {"messages", scene_messages},
    {"pending", scene_pending},
    {"enrol", scene_enrol},
    {"locked", scene_locked},
    {"working", scene_working},
};

static const struct {
    int width;
    int height;
} sizes[] = {{40, 15}, {60, 20}, {80, 24}, {132, 43}, {200, 50}};

START_TEST(scene_is_drawn)
{
    const Scene *scene = &scenes[_i];
    Script script;
    script_init(&script);
    scene->make(&script);
    int failed = 0;
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        script_draw(&script, sizes[i].width, sizes[i].height);
        failed += snapshot_matches(script.canvas, scene->name) ? 0 : 1;
    }
    ck_assert_int_eq(failed, 0);
    script_done(&script);
}
END_TEST

START_TEST(too_small_says_so_and_keeps_its_state)
{
    Script script;
    script_init(&script);
    scene_form(&script);
    script_draw(&script, 39, 15);
    ck_assert(script_sees(&script, "need 40x15, have 39x15"));
    ck_assert(!script_sees(&script, "Amount"));
    script_type(&script, "'X");
    script_draw(&script, 80, 24);
    ck_assert(script_sees(&script, "Cash paid inX"));
    script_done(&script);
}
END_TEST

// A resize in the middle of anything draws what a start at that size would have drawn.
START_TEST(resize_leaves_no_trace)
{
    Script script;
    script_init(&script);
    scene_confirm(&script);
    script_draw(&script, 80, 24);
    AUTO(canvas_free) Canvas *first = canvas_new(1, 1);
    canvas_copy(first, script.canvas);
    script_draw(&script, 40, 15);
    script_draw(&script, 300, 100);
    script_draw(&script, 80, 24);
    ck_assert(canvas_equal(first, script.canvas));
    script_done(&script);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("screen_scene");
    TCase *scene_case = tcase_create("scenes");
    tcase_set_timeout(scene_case, 60);
    tcase_add_loop_test(scene_case, scene_is_drawn, 0, (int)COUNT_OF(scenes));
    tcase_add_test(scene_case, too_small_says_so_and_keeps_its_state);
    tcase_add_test(scene_case, resize_leaves_no_trace);
    suite_add_tcase(suite, scene_case);
    return suite_run(suite);
}
