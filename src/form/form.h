// SPDX-License-Identifier: Apache-2.0
/*
 * form: operations as data.
 *
 * A form is one file of forms/: what an operation asks, who may do it, what it calls and what it
 * shows.  The files are inside the program and parsed once by forms_load(); everything they hold is
 * plain const data that lives as long as its Forms. The same definition drives the screens, the
 * command line, the help, the manual pages and the contract test.
 *
 * Three things are here: the definitions (Form, FormField, FormColumn), what a person typed
 * (FormValues) and what came back (FormResult).  The room knows neither the database nor the
 * screen, and forms hold no logic.
 *
 * Field types are a closed set, one row each in src/form/form_type.c; forms/fields.md explains them
 * to people.
 */
#ifndef FORM_FORM_H
#define FORM_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/auto.h"
#include "base/error.h"
#include "base/secret.h"
#include "base/text.h"

enum {
    FORM_VALUE_MAX =
        16 * 1024, // bytes of one typed value, whatever its type; longer is refused unread
    FORM_PRIORITY_LOWEST = 5,
};

// Types

typedef enum FormTypeCode {
    FORM_TYPE_ACCOUNT,
    FORM_TYPE_CUSTOMER,
    FORM_TYPE_RECEIPT,
    FORM_TYPE_MONEY,
    FORM_TYPE_INTEGER,
    FORM_TYPE_TEXT,
    FORM_TYPE_NAME,
    FORM_TYPE_NOTE,
    FORM_TYPE_DATE,
    FORM_TYPE_CHOICE,
    FORM_TYPE_COUNTRY,
    FORM_TYPE_CURRENCY,
    FORM_TYPE_PHONE,
    FORM_TYPE_EMAIL,
    FORM_TYPE_YES_NO,
    FORM_TYPE_USER,
    FORM_TYPE_SECRET,
    FORM_TYPE_CODE,
    FORM_TYPE_UUID,
    FORM_TYPE_FILE, // fields only: a path on the machine where the program runs
    FORM_TYPE_TIME, // columns only: a moment, shown as local date and time
    FORM_TYPE_LIST, // columns only: several words
} FormTypeCode;

typedef struct FormType {
    FormTypeCode code;
    const char *name;       // as in the JSON: "money"
    const char *sql_type;   // of the function's argument; NULL when no field may have this type
    size_t max;             // characters; a field's own "max" may only lower it
    const char *characters; // which ASCII characters an editor accepts; NULL: any
    bool has_unicode;       // whether letters outside ASCII are accepted as well
    bool is_secret;         // never shown, never on a command line, held in a Secret
    bool align_right;       // in tables
    const char *rule; // one sentence for a person: "Six digits, as your authenticator shows them."
} FormType;

const FormType *form_type(FormTypeCode code);
const FormType *form_type_named(const char *name); // NULL: no such type
// Whether an editor should accept this code point for the type at all.
bool form_type_accepts(const FormType *type, int32_t code_point);

// Definitions

typedef enum FormKind {
    FORM_CHANGE, // writes; carries a request id; answers one object
    FORM_READ,   // answers one object
    FORM_LIST    // answers rows
} FormKind;

typedef struct FormField {
    const char *name; // the argument is p_<name>
    const FormType *type;
    const char *label;       // "Amount"
    const char *short_label; // for narrow screens and tables
    const char *help;        // one or two sentences that teach the rule
    const char *example;     // a value that passes
    bool is_required;
    bool is_hidden; // the program fills it (paging, a seed); screens do not lay it out, scripts may
                    // give it
    const char *const *choices; // of a choice
    size_t choice_count;
    size_t max; // characters, effective
} FormField;

typedef struct FormColumn {
    const char *name; // "balance" of type money is read from balance_minor
    const FormType *type;
    const char *label;
    int priority;         // 1 is always shown … 5 only where there is much room; 1 in "shows"
    const char *currency; // money: which column holds its currency; "currency" unless the form says
                          // otherwise
} FormColumn;

typedef struct FormExampleValue {
    const char *name;
    const char *value;
} FormExampleValue;

typedef struct FormExample {
    const FormExampleValue *given;
    size_t given_count;
    const char *expect; // "done" or the code of a refusal: "PD018"
} FormExample;

typedef struct Form {
    const char *operation; // "payment.transfer"
    const char *title;     // "Transfer"
    const char *summary;   // one sentence
    FormKind kind;
    const char *calls;        // "api.payment_transfer"
    const char *preview;      // "api.payment_transfer_preview" or NULL
    const char *hook;         // name of a C flow in src/app's table, or NULL
    bool must_confirm;        // asks again before it is sent
    bool has_receipt;         // its answer names a receipt, which is shown
    const char *const *roles; // who may, as pd.role_operation says
    size_t role_count;
    const FormField *fields;
    size_t field_count;
    const FormColumn *shows; // of the answer of a change or a read, in the order to show
    size_t show_count;
    const FormColumn *columns; // of a list
    size_t column_count;
    const FormExample *examples;
    size_t example_count;
} Form;

typedef struct Forms Forms;

// Parses the files inside the program.  ERROR_INTERNAL names the file and what is wrong with it.
MUST_CHECK bool forms_load(Forms **ret_forms, Error *err);
// The same for one file's text; the tests and the fuzzer use it.  The result holds that one form.
MUST_CHECK bool forms_load_text(const char *file, const char *json, size_t size, Forms **ret_forms,
                                Error *err);
void forms_free(Forms *forms);
AUTO_DEFINE(Forms, forms_free);

size_t forms_count(const Forms *forms);
const Form *forms_at(const Forms *forms, size_t index);            // sorted by operation
const Form *forms_find(const Forms *forms, const char *operation); // NULL: no such operation
// The operation that looks most like a mistyped one; NULL when none is near.
const Form *forms_nearest(const Forms *forms, const char *operation);
const FormField *form_field(const Form *form, const char *name); // NULL: no such field
bool form_allows_role(const Form *form, const char *role);
const char *form_kind_name(FormKind kind);

// What a person typed

// Checks one value and gives it in the form the database takes ("1 000.5" → "1000.5", "tina " →
// "tina"), allocated; an empty optional value gives NULL.  ERROR_MALFORMED names the field; the
// sentence says the rule and the hint the way out. A secret never comes this way: it is a Secret
// from where it was typed.
MUST_CHECK bool form_read_value(const FormField *field, const char *raw, char **ret_value,
                                Error *err);

// Values by field name, as typed.
typedef struct FormValues FormValues;

FormValues *form_values_new(void);
void form_values_free(FormValues *values);
AUTO_DEFINE(FormValues, form_values_free);
// Takes over from `others` what has no value yet; secrets stay where they are.
void form_values_fill(FormValues *values, const FormValues *others);
void form_values_set(FormValues *values, const char *name,
                     const char *value); // copied; NULL removes
void form_values_set_secret(FormValues *values, const char *name,
                            Secret *secret);                                  // takes the secret
const char *form_values_get(const FormValues *values, const char *name);      // NULL: not given
const Secret *form_values_secret(const FormValues *values, const char *name); // NULL: not given
size_t form_values_count(const FormValues *values);
const char *form_values_name(const FormValues *values, size_t index);

// Checks every value against its field, and that nothing required is missing and nothing unknown is
// given.  The result holds what the database takes; secrets stay with `values`.  The first error
// wins, in the form's order.
MUST_CHECK bool form_check_values(const Form *form, const FormValues *values,
                                  FormValues **ret_clean, Error *err);

// What came back

// Rows (of a list) or one record (of a read or a change).  Cells are text as the database prints
// it; NULL is NULL.
typedef struct FormResult FormResult;

FormResult *form_result_new(const Form *form);
void form_result_free(FormResult *result);
AUTO_DEFINE(FormResult, form_result_free);

typedef enum FormCell { // how a cell is written as JSON
    FORM_CELL_TEXT,
    FORM_CELL_NUMBER,
    FORM_CELL_BOOLEAN,
    FORM_CELL_JSON
} FormCell;

// Building: columns first, then rows cell by cell (value NULL: no value).
void form_result_add_source(FormResult *result, const char *name, FormCell cell);
void form_result_add_row(FormResult *result);
void form_result_set(FormResult *result, size_t row, const char *name, const char *value);
// One record out of a JSON object; keeps the object as its source.
MUST_CHECK bool form_result_set_json(FormResult *result, const char *json, Error *err);
// A secret that is shown once and never kept (a one-time password, a seed's URI); takes the secret.
void form_result_add_secret(FormResult *result, const char *name, const char *label,
                            Secret *secret);

// Reading.  Columns are those the form shows, in its order.
const Form *form_result_form(const FormResult *result);
size_t form_result_rows(const FormResult *result);
size_t form_result_columns(const FormResult *result);
const FormColumn *form_result_column(const FormResult *result, size_t column);
// A source cell as the database gave it; NULL: no value or no such column.  Lives as long as the
// result.
const char *form_result_get(const FormResult *result, size_t row, const char *name);
// A cell for a person: money with its currency and grouping, times as local minutes, yes and no.
void form_result_cell(const FormResult *result, size_t row, size_t column, Text *cell);
// The answer as the database gave it, of a change or of a read that answers JSON; NULL: none.
const char *form_result_json_source(const FormResult *result);
const char *form_result_request(const FormResult *result); // the request id of a change; NULL: none
bool form_result_is_replayed(const FormResult *result);
size_t form_result_secret_count(const FormResult *result);
const Secret *form_result_secret(const FormResult *result, size_t index, const char **ret_name,
                                 const char **ret_label);

// Printing for the command line.  A table drops columns of low priority until it fits `width` (0:
// no limit); a record is one line per value.  Secrets are not printed: the caller writes them where
// they belong.
void form_result_print_table(const FormResult *result, size_t width, Text *text);
// A record is one object, a list one array of objects.  Every x_minor with a currency is followed
// by x as decimal text.
void form_result_print_json(const FormResult *result, Text *text);

// The preview of a change: the entries it would make.  `json` is what the preview function
// answered.
typedef struct FormPreview FormPreview;

typedef struct FormPreviewEntry {
    const char *account;
    const char *name;
    const char *what;
    char *debit; // formatted, "" when none
    char *credit;
    char *balance_after; // "" when not told
    const char *currency;
} FormPreviewEntry;

// What to read out before the entries: both amounts of an exchange, its price.
typedef struct FormPreviewNote {
    const char *label;
    char *value; // formatted
} FormPreviewNote;

MUST_CHECK bool form_preview_parse(const char *json, FormPreview **ret_preview, Error *err);
void form_preview_free(FormPreview *preview);
AUTO_DEFINE(FormPreview, form_preview_free);
size_t form_preview_count(const FormPreview *preview);
const FormPreviewEntry *form_preview_entry(const FormPreview *preview, size_t index);
const char *form_preview_fee(const FormPreview *preview); // formatted with currency; "" when none
const char *form_preview_total(const FormPreview *preview);
const char *form_preview_remark(const FormPreview *preview); // sentences that no entry says, or ""
size_t form_preview_note_count(const FormPreview *preview);
const FormPreviewNote *form_preview_note(const FormPreview *preview, size_t index);
// Values by which the change is held to what the preview shows, such as the rate it quotes: to be
// sent with it in fields that were left empty.  Lives as long as the preview.
const FormValues *form_preview_pins(const FormPreview *preview);
const char *form_preview_json(const FormPreview *preview);
void form_preview_print_table(const FormPreview *preview, size_t width, Text *text);

// Generated pages

void form_print_help(const Form *form, Text *text);              // paydesk help OP
void form_print_markdown(const Form *form, Text *text);          // docs/forms/<operation>.md
void forms_print_markdown_index(const Forms *forms, Text *text); // docs/forms/README.md

#endif
