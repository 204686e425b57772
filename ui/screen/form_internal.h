// SPDX-License-Identifier: Apache-2.0
/*
 * What the files of the form screen share: opening, sending and keys in form_screen.c, the account
 * that was typed in form_about.c, the question before it is done in form_question.c, the QR code of
 * an enrolment in form_enrolment.c, painting in form_draw.c.
 */
#ifndef SCREEN_FORM_INTERNAL_H
#define SCREEN_FORM_INTERNAL_H

#include "screen/facts.h"
#include "screen/form_fields.h"
#include "screen/screen.h"
#include "widget/dialog.h"
#include "widget/textview.h"

// Why a job was asked for.
enum { FORM_TAG_SEND = 1, FORM_TAG_PREVIEW, FORM_TAG_ENROL, FORM_TAG_ABOUT };
enum { FORM_KEY_ROWS = 3 }; // of an enrolment's key as text, with its label

typedef struct FormState {
    const Form *form;
    char request[APP_REQUEST_SIZE];
    FormFields fields;
    bool is_dirty;
    bool was_asked; // to leave although something was typed
    bool was_sent;  // under this request id
    bool is_confirming;
    FormValues *pins; // what the preview shows and the change is held to; NULL: nothing
    Dialog dialog;
    StaffEnrolment *enrolment; // of staff.enrol
    Textview qr;
    Facts about; // the account that was typed last
    char *about_account;
} FormState;

// Whose account this is, before the customer's money moves: asked for as soon as the field of that
// name holds a number, if it is a field for accounts.
void form_about_ask(Screen *screen, const char *name);
void form_about_answer(Screen *screen, const Job *job);

// Reads back what will happen, from the preview or, if it is NULL, from the fields, and asks.
void form_question_open(Screen *screen, const FormPreview *preview);
void form_question_close(FormState *state);
// REACTION_ACCEPT: answered with yes.  The question is closed then, as it is by a no.
Reaction form_question_key(Screen *screen, Key key);

// Takes the enrolment and makes its QR code.
void form_enrolment_set(FormState *state, StaffEnrolment *enrolment);
// Half a QR code is of no use: it is drawn whole, at the right, or not at all.
bool form_enrolment_fits(const FormState *state, Rect body);
// The key as text, and the code, if there is room for it.
void form_enrolment_draw(const FormState *state, Canvas *canvas, Rect panel, Rect code);

void form_fit(Screen *screen, Rect body);
void form_draw(const Screen *screen, Canvas *canvas, Rect body);

#endif
