// SPDX-License-Identifier: Apache-2.0
#include "screen/script.h"

#include "base/memory.h"
#include "base/utf8.h"

// ---- Sessions ----

static char **operations_of(const Forms *forms, const char *role, size_t *ret_count)
{
    char **names = memory_new(forms_count(forms) + 1, sizeof names[0]);
    size_t count = 0;
    for (size_t i = 0; i < forms_count(forms); i++)
        if (form_allows_role(forms_at(forms, i), role))
            names[count++] = text_copy(forms_at(forms, i)->operation);
    *ret_count = count;
    return names;
}

static StaffSession *session_new(const Forms *forms, const char *role)
{
    bool is_teller = text_equal(role, "teller");
    StaffSession *session = NEW(StaffSession);
    session->name = text_copy(is_teller ? "tina" : "vera");
    session->full_name = text_copy(is_teller ? "Tina Teller" : "Vera Vrba");
    session->role = text_copy(role);
    session->ledger = 1;
    session->ledger_name = text_copy("Main Street");
    session->business_date = text_copy("2026-11-22");
    session->operations = operations_of(forms, role, &session->operation_count);
    session->drawer = is_teller ? text_copy("DRAWER-tina-EUR") : NULL;
    session->drawer_currency = is_teller ? text_copy("EUR") : NULL;
    session->drawer_balance_minor = is_teller ? 1000000 : 0;
    session->currency = text_copy("EUR");
    session->idle_minutes = 15;
    return session;
}

// ---- Answers ----

static void next_cell(const char **rest, char stop, char *cell, size_t size)
{
    size_t length = strcspn(*rest, stop == '|' ? "|\n" : "|");
    size_t kept = length < size ? length : size - 1;
    memcpy(cell, *rest, kept);
    cell[kept] = '\0';
    *rest += length;
    if (**rest == '|')
        (*rest)++;
}

static void add_columns(FormResult *result, const char *columns)
{
    char name[64];
    while (*columns != '\0') {
        next_cell(&columns, '|', name, sizeof name);
        form_result_add_source(result, name, FORM_CELL_TEXT);
    }
}

static const char *add_row(FormResult *result, const char *columns, const char *line)
{
    char name[64];
    char cell[256];
    size_t row = form_result_rows(result);
    form_result_add_row(result);
    while (*columns != '\0') {
        next_cell(&columns, '|', name, sizeof name);
        next_cell(&line, '|', cell, sizeof cell);
        form_result_set(result, row, name, cell[0] == '\0' ? NULL : cell);
    }
    return line + strcspn(line, "\n") + (line[strcspn(line, "\n")] == '\n' ? 1 : 0);
}

static FormResult *result_of(const Form *form, const ScriptAnswer *answer, Error *err)
{
    FormResult *result = form_result_new(form);
    if (answer->json != NULL) {
        if (!form_result_set_json(result, answer->json, err))
            form_result_free(TAKE(result));
        return result;
    }
    add_columns(result, answer->columns == NULL ? "" : answer->columns);
    for (const char *line = answer->rows == NULL ? "" : answer->rows; *line != '\0';)
        line = add_row(result, answer->columns, line);
    return result;
}

static const ScriptAnswer *find_answer(const Script *script, const char *operation, bool is_preview)
{
    for (size_t i = script->answer_count; i > 0; i--) {
        const ScriptAnswer *answer = &script->answers[i - 1];
        if (text_equal(answer->operation, operation) && answer->is_preview == is_preview)
            return answer;
    }
    return NULL;
}

static const char *job_operation(const Job *job)
{
    static const char *const names[] = {
        [JOB_RUN_FORM] = "",
        [JOB_PREVIEW_FORM] = "",
        [JOB_SIGN_IN] = "sign-in",
        [JOB_SIGN_OUT] = "sign-out",
        [JOB_LOAD_SESSION] = "session",
        [JOB_BEGIN_ENROLMENT] = "enrolment",
        [JOB_FIND_PENDING] = "pending",
        [JOB_FORGET_PENDING] = "forget",
    };
    return job->form != NULL ? job->form->operation : names[job->kind];
}

static void answer_form(const Script *script, Job *job, const ScriptAnswer *answer)
{
    if (job->kind == JOB_PREVIEW_FORM)
        job->is_done = form_preview_parse(answer->json, &job->preview, &job->error);
    else
        job->result = result_of(job->form, answer, &job->error);
    if (job->kind == JOB_RUN_FORM)
        job->is_done = job->result != NULL;
    (void)script;
}

static void answer_enrolment(Job *job)
{
    static const char base32[] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    AUTO(secret_free) Secret *seed = secret_from_bytes(base32, sizeof base32 - 1);
    job->is_done = staff_enrolment_new("tina", seed, &job->enrolment, &job->error);
}

static void answer_pending(const Script *script, Job *job, const ScriptAnswer *answer)
{
    job->is_done = true;
    if (answer == NULL)
        return;
    job->pending = NEW(AppPending);
    memcpy(job->pending->request, "01890a5d-ac96-774b-bcce-b302099a8057", APP_REQUEST_SIZE);
    job->pending->operation = text_copy("cash.deposit");
    job->pending->user = text_copy("tina");
    job->pending->started = text_copy("2026-11-22 14:05");
    job->result = result_of(forms_find(script->forms, "request.view"), answer, &job->error);
}

static void answer_other(const Script *script, Job *job, const ScriptAnswer *answer)
{
    job->is_done = true;
    if (job->kind == JOB_SIGN_IN || job->kind == JOB_LOAD_SESSION)
        job->session = session_new(script->forms, script->role);
    if (job->kind == JOB_BEGIN_ENROLMENT)
        answer_enrolment(job);
    if (job->kind == JOB_FIND_PENDING)
        answer_pending(script, job, answer);
}

static void answer_job(const Script *script, Job *job)
{
    const ScriptAnswer *answer =
        find_answer(script, job_operation(job), job->kind == JOB_PREVIEW_FORM);
    if (answer != NULL && answer->error != ERROR_NONE) {
        error_set_field(&job->error, answer->error, answer->field == NULL ? "" : answer->field,
                        NULL, "%s", answer->sentence);
        return;
    }
    if (job->form == NULL)
        answer_other(script, job, answer);
    else if (answer != NULL)
        answer_form(script, job, answer);
    else
        error_set(&job->error, ERROR_INTERNAL, __func__, "The script has no answer to %s.",
                  job->form->operation);
}

// ---- The source ----

static void source_submit(void *context, Job *job)
{
    Script *script = context;
    script->asked++;
    if (job->form != NULL && job->form->kind == FORM_CHANGE) {
        (void)snprintf(script->last_operation, sizeof script->last_operation, "%s",
                       job->form->operation);
        memcpy(script->last_request, job->request, sizeof script->last_request);
        form_values_free(script->last_values);
        script->last_values = form_values_new();
        for (size_t i = 0; i < form_values_count(job->values); i++) {
            const char *name = form_values_name(job->values, i);
            form_values_set(script->last_values, name, form_values_get(job->values, name));
        }
    }
    if (text_equal(job_operation(job), "account.statement")) {
        const char *before = form_values_get(job->values, "before");
        (void)snprintf(script->last_before, sizeof script->last_before, "%s",
                       before == NULL ? "" : before);
        script->pages++;
    }
    if (script->queued < SCRIPT_QUEUE)
        script->queue[script->queued++] = job;
    else
        job_free(job);
}

static Job *source_take(void *context)
{
    Script *script = context;
    if (script->is_held || script->queued == 0)
        return NULL;
    Job *job = script->queue[0];
    script->queued--;
    memmove(&script->queue[0], &script->queue[1], script->queued * sizeof script->queue[0]);
    answer_job(script, job);
    return job;
}

static void source_cancel(void *context)
{
    Script *script = context;
    script->cancelled++;
}

// ---- The script ----

void script_init(Script *script)
{
    Error error = ERROR_EMPTY;
    *script = (Script){.role = "teller"};
    if (!forms_load(&script->forms, &error)) {
        (void)fprintf(stderr, "%s\n", error.sentence);
        abort();
    }
    JobSource source = {
        .submit = source_submit, .take = source_take, .cancel = source_cancel, .context = script};
    script->desk = desk_new(script->forms, source);
    script->canvas = canvas_new(80, 24);
    desk_tick(script->desk, 1000000);
}

void script_done(Script *script)
{
    desk_free(script->desk);
    canvas_free(script->canvas);
    for (size_t i = 0; i < script->queued; i++)
        job_free(script->queue[i]);
    form_values_free(script->last_values);
    forms_free(script->forms);
}

void script_give(Script *script, ScriptAnswer answer)
{
    if (script->answer_count < SCRIPT_ANSWERS)
        script->answers[script->answer_count++] = answer;
}

void script_answer(Script *script)
{
    desk_collect(script->desk);
    script->desk->must_discard = false;
}

void script_sign_in(Script *script, const char *role)
{
    script->role = role;
    desk_start(script->desk, "", true);
    script_answer(script);
}

void script_pass(Script *script, int64_t ms)
{
    desk_tick(script->desk, script->desk->now_ms + ms);
}

static void type_key(Script *script, Key key)
{
    bool is_digit = key_is_text(key) && (key.point == '.' || key.point == ',' ||
                                         (key.point >= '0' && key.point <= '9'));
    script->keys++;
    script->key_strokes += is_digit ? 0 : 1;
    desk_key(script->desk, key);
    script_answer(script);
}

static void type_text(Script *script, const char *text)
{
    const char *cursor = text;
    Utf8Cluster cluster;
    while (utf8_next_cluster(&cursor, &cluster)) {
        char name[KEY_TEXT_SIZE];
        Key key;
        (void)snprintf(name, sizeof name, "%.*s", (int)cluster.length, cluster.bytes);
        if (text_equal(name, "_"))
            type_key(script, key_character(' '));
        else if (key_parse(name, &key))
            type_key(script, key);
    }
}

static void type_word(Script *script, const char *word)
{
    Key key;
    if (word[0] != '\'' && key_parse(word, &key))
        type_key(script, key);
    else
        type_text(script, word[0] == '\'' ? word + 1 : word);
}

void script_type(Script *script, const char *words)
{
    while (*words != '\0') {
        size_t length = strcspn(words, " ");
        AUTO_FREE char *word = text_copy_bytes(words, length);
        if (length > 0)
            type_word(script, word);
        words += length;
        words += strspn(words, " ");
    }
}

const char *script_top(const Script *script)
{
    const Screen *top = desk_top(script->desk);
    return top == NULL ? "" : top->kind->name;
}

void script_draw(Script *script, int width, int height)
{
    canvas_resize(script->canvas, width, height);
    desk_draw(script->desk, script->canvas);
}

bool script_sees(Script *script, const char *text)
{
    AUTO(text_done) Text page = TEXT_EMPTY;
    desk_draw(script->desk, script->canvas);
    canvas_dump(script->canvas, 0, &page);
    return strstr(text_string(&page), text) != NULL;
}
