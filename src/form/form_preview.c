// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "base/memory.h"
#include "form/form_internal.h"

struct FormPreview {
    struct json_object *object; // owns the words of the entries
    char *json;
    FormPreviewEntry *entries;
    size_t count;
    FormPreviewNote *notes;
    size_t note_count;
    FormValues *pins;
    char *fee;
    char *total;
};

void form_preview_free(FormPreview *preview)
{
    if (preview == NULL)
        return;
    for (size_t i = 0; i < preview->count; i++) {
        free(preview->entries[i].debit);
        free(preview->entries[i].credit);
        free(preview->entries[i].balance_after);
    }
    free(preview->entries);
    for (size_t i = 0; i < preview->note_count; i++)
        free(preview->notes[i].value);
    free(preview->notes);
    form_values_free(preview->pins);
    free(preview->fee);
    free(preview->total);
    free(preview->json);
    json_object_put(preview->object);
    free(preview);
}

static const char *get_word(struct json_object *object, const char *key)
{
    struct json_object *value = json_object_object_get(object, key);
    return value == NULL ? "" : json_object_get_string(value);
}

// "" for what is not there and for zero.
static char *get_money(struct json_object *object, const char *key, const char *currency)
{
    AUTO(text_done) Text cell = TEXT_EMPTY;
    struct json_object *value = json_object_object_get(object, key);
    if (value != NULL && json_object_get_int64(value) != 0)
        form_add_cell(&cell, form_type(FORM_TYPE_MONEY), json_object_get_string(value), currency);
    return text_take(&cell);
}

static char *get_balance(struct json_object *object, const char *currency)
{
    AUTO(text_done) Text cell = TEXT_EMPTY;
    struct json_object *value = json_object_object_get(object, "balance_after_minor");
    if (value != NULL)
        form_add_cell(&cell, form_type(FORM_TYPE_MONEY), json_object_get_string(value), currency);
    return text_take(&cell);
}

static void read_entry(struct json_object *object, FormPreviewEntry *entry)
{
    const char *currency = get_word(object, "currency");
    *entry = (FormPreviewEntry){
        .account = get_word(object, "account"),
        .name = get_word(object, "name"),
        .what = get_word(object, "what"),
        .debit = get_money(object, "debit_minor", currency),
        .credit = get_money(object, "credit_minor", currency),
        .balance_after = get_balance(object, currency),
        .currency = currency,
    };
}

// An amount, or words.
static char *note_value(struct json_object *object)
{
    AUTO(text_done) Text cell = TEXT_EMPTY;
    struct json_object *amount = json_object_object_get(object, "amount_minor");
    const FormType *type = form_type(amount == NULL ? FORM_TYPE_TEXT : FORM_TYPE_MONEY);
    const char *value = amount == NULL ? get_word(object, "text") : json_object_get_string(amount);
    form_add_cell(&cell, type, value, get_word(object, "currency"));
    return text_take(&cell);
}

static void read_notes(FormPreview *preview)
{
    struct json_object *notes = json_object_object_get(preview->object, "notes");
    if (!json_object_is_type(notes, json_type_array))
        return;
    preview->note_count = json_object_array_length(notes);
    preview->notes = memory_new(preview->note_count + 1, sizeof *preview->notes);
    for (size_t i = 0; i < preview->note_count; i++) {
        struct json_object *note = json_object_array_get_idx(notes, i);
        preview->notes[i].label = get_word(note, "label");
        preview->notes[i].value = note_value(note);
    }
}

static void read_pins(FormPreview *preview)
{
    struct json_object *pins = json_object_object_get(preview->object, "pins");
    preview->pins = form_values_new();
    if (!json_object_is_type(pins, json_type_object))
        return;
    json_object_object_foreach(pins, name, value)
    {
        form_values_set(preview->pins, name, json_object_get_string(value));
    }
}

bool form_preview_parse(const char *json, FormPreview **ret_preview, Error *err)
{
    AUTO(form_preview_free) FormPreview *preview = NEW(FormPreview);
    struct json_object *entries = NULL;
    if (!form_json_parse(json, strlen(json), &preview->object, err))
        return false;
    if (!json_object_object_get_ex(preview->object, "entries", &entries) ||
        !json_object_is_type(entries, json_type_array))
        return error_set(err, ERROR_INTERNAL, __func__, "The preview has no entries.");
    preview->count = json_object_array_length(entries);
    preview->entries = memory_new(preview->count + 1, sizeof *preview->entries);
    for (size_t i = 0; i < preview->count; i++)
        read_entry(json_object_array_get_idx(entries, i), &preview->entries[i]);
    read_notes(preview);
    read_pins(preview);
    const char *currency = get_word(preview->object, "currency");
    preview->fee = get_money(preview->object, "fee_minor", currency);
    preview->total = get_money(preview->object, "total_minor", currency);
    preview->json = text_copy(json);
    *ret_preview = TAKE(preview);
    return true;
}

size_t form_preview_count(const FormPreview *preview)
{
    return preview->count;
}

const FormPreviewEntry *form_preview_entry(const FormPreview *preview, size_t index)
{
    return &preview->entries[index];
}

const char *form_preview_fee(const FormPreview *preview)
{
    return preview->fee;
}

const char *form_preview_total(const FormPreview *preview)
{
    return preview->total;
}

const char *form_preview_remark(const FormPreview *preview)
{
    return get_word(preview->object, "remark");
}

size_t form_preview_note_count(const FormPreview *preview)
{
    return preview->note_count;
}

const FormPreviewNote *form_preview_note(const FormPreview *preview, size_t index)
{
    return &preview->notes[index];
}

const FormValues *form_preview_pins(const FormPreview *preview)
{
    return preview->pins;
}

const char *form_preview_json(const FormPreview *preview)
{
    return preview->json;
}

static void entry_cell(const void *context, size_t row, size_t column, Text *cell)
{
    const FormPreview *preview = context;
    const FormPreviewEntry *entry = &preview->entries[row];
    const char *const words[] = {entry->account, entry->name,   entry->what,
                                 entry->debit,   entry->credit, entry->balance_after};
    form_add_cell(cell, form_type(FORM_TYPE_TEXT), words[column], NULL);
}

void form_preview_print_table(const FormPreview *preview, size_t width, Text *text)
{
    static const FormGridColumn columns[] = {
        {"Account", 1, false}, {"Name", 3, false},  {"What", 2, false},
        {"Debit", 1, true},    {"Credit", 1, true}, {"New balance", 2, true},
    };
    form_print_grid(columns, COUNT_OF(columns), preview->count, entry_cell, preview, width, text);
    for (size_t i = 0; i < preview->note_count; i++)
        text_add_format(text, "%s  %s\n", preview->notes[i].label, preview->notes[i].value);
    if (preview->fee[0] != '\0')
        text_add_format(text, "Fee    %s\n", preview->fee);
    if (preview->total[0] != '\0')
        text_add_format(text, "Total  %s\n", preview->total);
    if (form_preview_remark(preview)[0] != '\0')
        text_add_format(text, "%s\n", form_preview_remark(preview));
}
