// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

#include <assert.h>
#include <stdio.h>

#include "base/text.h"
#include "base/utf8.h"

typedef struct {
    const char *name;
    const char *sqlstate;
    const char *sentence;
    const char *way_out;
    int exit_status;
    bool may_retry;
} ErrorRow;

static const ErrorRow error_rows[ERROR_CODE_COUNT] = {[ERROR_NONE] = {"NONE", "", "", "", 0, false},
#define ERROR_ROW(code, sqlstate, exit_status, may_retry, sentence, way_out)                       \
    [code] = {&#code[sizeof "ERROR_" - 1], sqlstate, sentence, way_out, exit_status, may_retry},
                                                      ERROR_TABLE(ERROR_ROW)
#undef ERROR_ROW
};

// SQLSTATEs of PostgreSQL's own; two characters stand for a whole class.
static const struct {
    const char *sqlstate;
    ErrorCode code;
} error_states[] = {
    {"08", ERROR_CONNECTION},    {"57P01", ERROR_CONNECTION}, {"57P02", ERROR_CONNECTION},
    {"57P03", ERROR_CONNECTION}, {"57P05", ERROR_CONNECTION}, {"28", ERROR_SIGN_IN_REFUSED},
    {"40001", ERROR_BUSY},       {"40P01", ERROR_BUSY},       {"55P03", ERROR_BUSY},
    {"53300", ERROR_BUSY},       {"57014", ERROR_CANCELLED},  {"42501", ERROR_NOT_PERMITTED},
    {"42883", ERROR_CONTRACT},   {"0A000", ERROR_CONTRACT},   {"3D000", ERROR_CONTRACT},
    {"3F000", ERROR_CONTRACT},   {"25P03", ERROR_CONNECTION},
};

static const ErrorRow *error_row(ErrorCode code)
{
    assert(code < ERROR_CODE_COUNT);
    return &error_rows[code];
}

// Text comes from people and from the database: it is cleaned, and cut only between characters.
static void error_copy(char *target, size_t size, const char *text)
{
    AUTO(text_done) Text clean = TEXT_EMPTY;
    utf8_add_cleaned(&clean, text);
    size_t length = utf8_fit_bytes(text_string(&clean), size - 1);
    memcpy(target, text_string(&clean), length);
    target[length] = '\0';
}

PRINTF_LIKE(3, 0)
static void error_fill(Error *err, ErrorCode code, const char *format, va_list arguments)
{
    AUTO(text_done) Text sentence = TEXT_EMPTY_MAX(TEXT_MAX_PAGE);
    text_add_format_list(&sentence, format, arguments);
    error_clear(err);
    err->code = code;
    error_copy(err->sqlstate, sizeof err->sqlstate, error_row(code)->sqlstate);
    error_copy(err->sentence, sizeof err->sentence, text_string(&sentence));
    error_copy(err->hint, sizeof err->hint, error_row(code)->way_out);
}

bool error_set(Error *err, ErrorCode code, const char *where, const char *format, ...)
{
    assert(code != ERROR_NONE);
    if (!err)
        return false;
    va_list arguments;
    va_start(arguments, format);
    error_fill(err, code, format, arguments);
    va_end(arguments);
    error_copy(err->where, sizeof err->where, where);
    return false;
}

bool error_set_field(Error *err, ErrorCode code, const char *field, const char *hint,
                     const char *format, ...)
{
    assert(code != ERROR_NONE);
    if (!err)
        return false;
    va_list arguments;
    va_start(arguments, format);
    error_fill(err, code, format, arguments);
    va_end(arguments);
    error_copy(err->field, sizeof err->field, field ? field : "");
    if (hint && hint[0] != '\0')
        error_copy(err->hint, sizeof err->hint, hint);
    return false;
}

bool error_add_hint(Error *err, const char *format, ...)
{
    if (!err)
        return false;
    AUTO(text_done) Text hint = TEXT_EMPTY_MAX(TEXT_MAX_PAGE);
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&hint, format, arguments);
    va_end(arguments);
    error_copy(err->hint, sizeof err->hint, text_string(&hint));
    return false;
}

bool error_add_field(Error *err, const char *field)
{
    if (err && err->field[0] == '\0')
        error_copy(err->field, sizeof err->field, field);
    return false;
}

void error_clear(Error *err)
{
    if (err)
        *err = ERROR_EMPTY;
}

const char *error_name(ErrorCode code)
{
    return error_row(code)->name;
}

const char *error_sqlstate(ErrorCode code)
{
    return error_row(code)->sqlstate;
}

const char *error_sentence(ErrorCode code)
{
    return error_row(code)->sentence;
}

int error_exit_status(ErrorCode code)
{
    return error_row(code)->exit_status;
}

bool error_may_retry(ErrorCode code)
{
    return error_row(code)->may_retry;
}

ErrorCode error_from_sqlstate(const char *sqlstate)
{
    if (!sqlstate)
        return ERROR_INTERNAL;
    if (text_starts_with(sqlstate, "PD")) {
        for (ErrorCode code = ERROR_NONE; code < ERROR_CODE_COUNT; code++)
            if (text_equal(sqlstate, error_rows[code].sqlstate))
                return code;
        return ERROR_INTERNAL;
    }
    for (size_t i = 0; i < COUNT_OF(error_states); i++)
        if (text_starts_with(sqlstate, error_states[i].sqlstate))
            return error_states[i].code;
    return ERROR_INTERNAL;
}

void error_write_markdown(Text *page)
{
    text_add(page,
             "# Errors\n\n"
             "<!-- Generated from src/base/error_table.h; edit that. -->\n\n"
             "The name and the code are what scripts may rely on; sentences may change. Exit "
             "status 1 is a\nwrong command, 2 a refusal by a rule, 3 a failure outside of the "
             "program. Where \"again\" says\nyes, the same command with the same request id may "
             "succeed later and is never done twice.\n\n"
             "| name | code | exit | again | sentence | way out |\n"
             "| --- | --- | --- | --- | --- | --- |\n");
    for (ErrorCode code = ERROR_NONE + 1; code < ERROR_CODE_COUNT; code++) {
        const ErrorRow *row = error_row(code);
        text_add_format(page, "| %s | %s | %d | %s | %s | %s |\n", row->name, row->sqlstate,
                        row->exit_status, row->may_retry ? "yes" : "no", row->sentence,
                        row->way_out);
    }
}
