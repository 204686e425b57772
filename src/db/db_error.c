// SPDX-License-Identifier: Apache-2.0
#include <stdio.h>
#include <string.h>

#include <json-c/json.h>

#include "base/log.h"
#include "db/db_internal.h"

static const char *db_field(const PGresult *result, int field)
{
    const char *text = PQresultErrorField(result, field);
    return text ? text : "";
}

static void db_set_sqlstate(Error *err, const char *sqlstate)
{
    if (err)
        (void)snprintf(err->sqlstate, sizeof err->sqlstate, "%s", sqlstate);
}

static void db_set_where(Error *err, const char *where)
{
    if (err)
        (void)snprintf(err->where, sizeof err->where, "%s", where);
}

// The detail is left out of the log: it is where PostgreSQL quotes the contents of rows.
static void db_log_result(const PGresult *result, const char *what, unsigned incident)
{
    log_line(what, "incident %08x: SQLSTATE %s, %s [table %s, column %s, constraint %s] %s",
             incident, db_field(result, PG_DIAG_SQLSTATE),
             db_field(result, PG_DIAG_MESSAGE_PRIMARY), db_field(result, PG_DIAG_TABLE_NAME),
             db_field(result, PG_DIAG_COLUMN_NAME), db_field(result, PG_DIAG_CONSTRAINT_NAME),
             db_field(result, PG_DIAG_CONTEXT));
}

// What our own functions raise is written for the person at the desk.
static bool db_refusal(const PGresult *result, ErrorCode code, Error *err)
{
    const char *hint = db_field(result, PG_DIAG_MESSAGE_HINT);
    return error_set_field(err, code, db_field(result, PG_DIAG_COLUMN_NAME), hint, "%s",
                           db_field(result, PG_DIAG_MESSAGE_PRIMARY));
}

static bool db_unexpected(const PGresult *result, ErrorCode code, const char *what, Error *err)
{
    unsigned incident = secret_random_below(UINT32_MAX);
    db_log_result(result, what, incident);
    if (code == ERROR_INTERNAL)
        (void)error_set(err, code, what, "The database could not do this; nothing was changed.");
    else
        (void)error_set(err, code, what, "%s", error_sentence(code));
    return error_add_hint(err, "Tell whoever looks after the program: incident %08x.", incident);
}

static bool db_cancelled(const Db *db, const char *what, Error *err)
{
    if (atomic_load(&db->is_cancelled))
        return error_set(err, ERROR_CANCELLED, what, "%s", error_sentence(ERROR_CANCELLED));
    return error_set(err, ERROR_CANCELLED, what,
                     "The database took too long; the work was stopped and undone.");
}

static bool db_lost(const char *what, Error *err)
{
    return error_set(err, ERROR_CONNECTION, what,
                     "The database did not answer; whether it was done is unknown: ask again with "
                     "the same request.");
}

static bool db_state_error(const Db *db, const PGresult *result, const char *what, Error *err)
{
    const char *sqlstate = db_field(result, PG_DIAG_SQLSTATE);
    ErrorCode code = error_from_sqlstate(sqlstate);
    if (strncmp(sqlstate, "PD", 2) == 0 && code != ERROR_INTERNAL)
        return db_refusal(result, code, err);
    if (code == ERROR_CANCELLED)
        return db_cancelled(db, what, err);
    if (code == ERROR_BUSY)
        return error_set(err, code, what, "%s", error_sentence(code));
    return db_unexpected(result, code, what, err);
}

bool db_result_error(const Db *db, const PGresult *result, const char *what, Error *err)
{
    const char *sqlstate = db_field(result, PG_DIAG_SQLSTATE);
    if (PQstatus(db->connection) != CONNECTION_OK) {
        log_line(what, "connection lost, SQLSTATE %s", sqlstate);
        return db_lost(what, err);
    }
    (void)db_state_error(db, result, what, err);
    db_set_sqlstate(err, sqlstate);
    db_set_where(err, what);
    return false;
}

bool db_connect_error(const char *sqlstate, Error *err)
{
    ErrorCode code = sqlstate ? error_from_sqlstate(sqlstate) : ERROR_CONNECTION;
    switch ((unsigned)code) {
    case ERROR_NOT_PERMITTED:
    case ERROR_SIGN_IN_REFUSED:
        (void)error_set(err, ERROR_SIGN_IN_REFUSED, "db_open",
                        "The database does not let this login in.");
        (void)error_add_hint(err, "See PGUSER, and whether the login was provisioned.");
        break;
    case ERROR_BUSY:
        (void)error_set(err, code, "db_open", "The database has no free connection.");
        break;
    case ERROR_CONTRACT:
        (void)error_set(err, code, "db_open", "There is no database of this name.");
        (void)error_add_hint(err, "See PGDATABASE.");
        break;
    default:
        (void)error_set(err, ERROR_CONNECTION, "db_open", "%s", error_sentence(ERROR_CONNECTION));
        (void)error_add_hint(err, "Is it running?  PGHOST and PGDATABASE say where it is.");
        break;
    }
    if (sqlstate)
        db_set_sqlstate(err, sqlstate);
    return false;
}

static const char *db_json_text(struct json_object *object, const char *key)
{
    struct json_object *member = NULL;
    if (!json_object_object_get_ex(object, key, &member) || !member)
        return "";
    return json_object_get_string(member);
}

static bool db_refused(struct json_object *refused, const char *what, Error *err)
{
    const char *sqlstate = db_json_text(refused, "code");
    ErrorCode code = error_from_sqlstate(sqlstate);
    (void)error_set_field(err, code, db_json_text(refused, "field"), db_json_text(refused, "hint"),
                          "%s", db_json_text(refused, "sentence"));
    db_set_sqlstate(err, sqlstate);
    db_set_where(err, what);
    return false;
}

bool db_answer_check(const char *json, const char *what, Error *err)
{
    // Most answers are none of these; they need not be taken apart twice.
    if (!strstr(json, "\"refused\""))
        return true;
    struct json_object *answer = json_tokener_parse(json);
    struct json_object *refused = NULL;
    bool is_refused = json_object_is_type(answer, json_type_object) &&
                      json_object_object_get_ex(answer, "refused", &refused) &&
                      json_object_is_type(refused, json_type_object);
    if (is_refused)
        (void)db_refused(refused, what, err);
    json_object_put(answer);
    return !is_refused;
}
