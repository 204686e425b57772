// SPDX-License-Identifier: Apache-2.0
// Where a form stands, and what beside it.
#include "canvas/layout.h"
#include "screen/desk_internal.h"
#include "screen/form_internal.h"

enum { PANEL_WIDTH_MIN = 50 };

typedef struct FormAreas {
    Rect summary;
    Rect fields;
    Rect panel; // what is known of the account, or the key of the QR code
    Rect qr;
} FormAreas;

static void form_place_panel(const FormState *state, Rect body, FormAreas *areas)
{
    int form_width = layout_form_width(body.width);
    int room = body.height - fieldset_rows(&state->fields.fields, body.width) - 1;
    int rows = state->enrolment != NULL ? FORM_KEY_ROWS : facts_rows(&state->about, form_width);
    if (body.width - form_width >= PANEL_WIDTH_MIN) {
        areas->panel = body;
        rect_cut_left(&areas->panel, form_width + 2);
    } else if (rows > 0 && room >= rows) {
        areas->panel = rect_cut_bottom(&areas->fields, room);
        areas->panel.width = form_width;
    }
}

static FormAreas form_areas(const FormState *state, Rect body)
{
    FormAreas areas = {.summary = RECT_EMPTY};
    if (form_enrolment_fits(state, body)) {
        areas.qr = rect_cut_right(&body, state->enrolment->qr_width);
        areas.qr.height = state->enrolment->qr_height;
        rect_cut_right(&body, 2);
    }
    if (!desk_body_is_short(body)) {
        areas.summary = rect_cut_top(&body, 1);
        rect_cut_top(&body, 1);
    }
    areas.fields = body;
    form_place_panel(state, body, &areas);
    return areas;
}

void form_fit(Screen *screen, Rect body)
{
    FormState *state = screen->state;
    FormAreas areas = form_areas(state, body);
    fieldset_fit(&state->fields.fields, areas.fields);
    if (state->enrolment != NULL)
        textview_fit(&state->qr, areas.qr);
}

static void form_draw_panel(const FormState *state, Canvas *canvas, FormAreas areas)
{
    if (state->enrolment != NULL)
        form_enrolment_draw(state, canvas, areas.panel, areas.qr);
    else if (!rect_is_empty(areas.panel))
        facts_draw(&state->about, canvas, areas.panel, 0);
}

void form_draw(const Screen *screen, Canvas *canvas, Rect body)
{
    const FormState *state = screen->state;
    FormAreas areas = form_areas(state, body);
    canvas_text(canvas, areas.summary, STYLE_MUTED, state->form->summary);
    form_draw_panel(state, canvas, areas);
    fieldset_draw(&state->fields.fields, canvas, areas.fields, !state->is_confirming);
    if (state->is_confirming)
        dialog_draw(&state->dialog, canvas, body);
}
