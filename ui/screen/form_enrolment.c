// SPDX-License-Identifier: Apache-2.0
// The QR code and the key of staff.enrol, for a person's phone.
#include "base/memory.h"
#include "base/utf8.h"
#include "screen/form_internal.h"

enum { QR_FORM_WIDTH_MIN = 34 };

// The code comes as light drawn on a dark terminal; on paper it is dark that is drawn.  What is
// below an odd last row is margin.
static const char *negative(const char *block, bool is_last)
{
    static const char *const pairs[][2] = {{"█", " "}, {" ", "█"}, {"▀", "▄"}, {"▄", "▀"}};
    if (is_last)
        return " ";
    for (size_t i = 0; i < COUNT_OF(pairs); i++)
        if (text_equal(block, pairs[i][0]))
            return pairs[i][1];
    return block;
}

static void add_negative(Text *page, const StaffEnrolment *enrolment)
{
    const char *light = secret_text(enrolment->qr);
    int line = 1;
    Utf8Cluster cluster;
    while (utf8_next_cluster(&light, &cluster)) {
        AUTO_FREE char *block = text_copy_bytes(cluster.bytes, cluster.length);
        bool is_end = text_equal(block, "\n");
        text_add(page, is_end ? block : negative(block, line == enrolment->qr_height));
        line += is_end ? 1 : 0;
    }
}

void form_enrolment_set(FormState *state, StaffEnrolment *enrolment)
{
    AUTO(text_done) Text page = TEXT_EMPTY_MAX(TEXT_MAX_PAGE);
    staff_enrolment_free(state->enrolment);
    state->enrolment = enrolment;
    add_negative(&page, enrolment);
    textview_set(&state->qr, text_string(&page));
}

bool form_enrolment_fits(const FormState *state, Rect body)
{
    return state->enrolment != NULL && body.height >= state->enrolment->qr_height &&
           body.width >= state->enrolment->qr_width + QR_FORM_WIDTH_MIN;
}

void form_enrolment_draw(const FormState *state, Canvas *canvas, Rect panel, Rect code)
{
    canvas_text(canvas, rect_cut_top(&panel, 1), STYLE_LABEL,
                rect_is_empty(code) ? "Key (for a QR code make the window larger)"
                                    : "Key, if the code cannot be scanned");
    canvas_text_wrap(canvas, panel, STYLE_STRONG, secret_text(state->enrolment->base32));
    textview_draw(&state->qr, canvas, code);
}
