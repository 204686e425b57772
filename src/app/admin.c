// SPDX-License-Identifier: Apache-2.0
#include "app/admin.h"

#include <inttypes.h>
#include <string.h>

#include "app/app.h"
#include "base/digest.h"
#include "db/db.h"
#include "embedded_sql.h"

typedef struct {
    Db *db;
    AdminProgress *progress;
    void *context;
} Deploy;

static const EmbeddedFile *find_file(const char *name)
{
    for (size_t i = 0; i < embedded_sql_count; i++)
        if (text_equal(embedded_sql[i].name, name))
            return &embedded_sql[i];
    return NULL;
}

static const char *sql_of(const EmbeddedFile *file)
{
    return (const char *)file->bytes;
}

static bool open_superuser(Db **ret_db, Error *err)
{
    const char *database = getenv("PGDATABASE");
    const DbConfig config = {
        .database = database == NULL ? "paydesk" : database,
        .application_name = "paydesk admin",
        .statement_timeout_ms = -1,
        .lock_timeout_ms = -1,
    };
    return db_open(&config, ret_db, err);
}

static bool run_file(Db *db, const char *name, DbRows **ret_rows, Error *err)
{
    const EmbeddedFile *file = find_file(name);
    if (file == NULL)
        return error_set(err, ERROR_INTERNAL, __func__, "%s is not inside the program.", name);
    return db_run_script(db, file->name, sql_of(file), ret_rows, err);
}

static bool run_statement(Db *db, const char *name, const DbParam *params, size_t count, Error *err)
{
    const EmbeddedFile *file = find_file(name);
    if (file == NULL)
        return error_set(err, ERROR_INTERNAL, __func__, "%s is not inside the program.", name);
    return db_run_statement(db, file->name, sql_of(file), params, count, NULL, err);
}

static void tell(const Deploy *deploy, const char *line)
{
    if (deploy->progress != NULL)
        deploy->progress(deploy->context, line);
}

static const char *digest_of(const EmbeddedFile *file, char ret_digest[DIGEST_TEXT_SIZE])
{
    AUTO(digest_free) Digest *digest = digest_new();
    digest_add(digest, file->bytes, file->size);
    return digest_finish(digest, ret_digest);
}

// Migrations

static bool was_applied(const DbRows *applied, const char *name)
{
    for (size_t i = 0; i < db_rows_count(applied); i++)
        if (text_equal(db_rows_text(applied, i, "name"), name))
            return true;
    return false;
}

// What the database has had must be what this program would have done.
static bool check_applied(const DbRows *applied, Error *err)
{
    for (size_t i = 0; i < db_rows_count(applied); i++) {
        const char *name = db_rows_text(applied, i, "name");
        const EmbeddedFile *file = find_file(name);
        char digest[DIGEST_TEXT_SIZE];
        if (file == NULL) {
            (void)error_set(err, ERROR_CONTRACT, __func__,
                            "The database has %s, which this program does not know.", name);
            return error_add_hint(err, "It belongs to a newer version: use that one.");
        }
        if (!text_equal(digest_of(file, digest), db_rows_text(applied, i, "sha256"))) {
            (void)error_set(err, ERROR_CONTRACT, __func__, "%s was changed after it was applied.",
                            name);
            return error_add_hint(err, "Migrations are never edited: write a new one.");
        }
    }
    return true;
}

static bool apply_migration(const Deploy *deploy, const EmbeddedFile *file, Error *err)
{
    char digest[DIGEST_TEXT_SIZE];
    const DbParam params[] = {
        db_text("name", file->name),
        db_text("sha256", digest_of(file, digest)),
    };
    tell(deploy, file->name);
    return db_run_script(deploy->db, file->name, sql_of(file), NULL, err) &&
           run_statement(deploy->db, "deploy/record.sql", params, COUNT_OF(params), err);
}

static bool apply_migrations(const Deploy *deploy, size_t *ret_applied, Error *err)
{
    AUTO(db_rows_free) DbRows *applied = NULL;
    size_t count = 0;
    if (!run_file(deploy->db, "deploy/migrations.sql", &applied, err) ||
        !check_applied(applied, err))
        return false;
    for (size_t i = 0; i < embedded_sql_count; i++) {
        const EmbeddedFile *file = &embedded_sql[i];
        if (!text_starts_with(file->name, "migrations/") || was_applied(applied, file->name))
            continue;
        if (!apply_migration(deploy, file, err))
            return false;
        count++;
    }
    *ret_applied = count;
    return true;
}

// The files are sorted by name, and so they load.
static bool load_folder(const Deploy *deploy, const char *folder, Error *err)
{
    size_t count = 0;
    for (size_t i = 0; i < embedded_sql_count; i++) {
        const EmbeddedFile *file = &embedded_sql[i];
        if (!text_starts_with(file->name, folder))
            continue;
        if (!db_run_script(deploy->db, file->name, sql_of(file), NULL, err))
            return false;
        count++;
    }
    AUTO_FREE char *line = text_format("%s %zu files", folder, count);
    tell(deploy, line);
    return true;
}

static bool write_contract(Db *db, Error *err)
{
    AUTO_FREE char *contract = app_contract();
    const DbParam params[] = {db_text("contract", contract)};
    return run_statement(db, "deploy/contract_name.sql", params, COUNT_OF(params), err) &&
           run_file(db, "deploy/contract.sql", NULL, err);
}

static bool deploy_all(const Deploy *deploy, size_t *ret_applied, Error *err)
{
    Db *db = deploy->db;
    return run_file(db, "roles.sql", NULL, err) && run_file(db, "deploy/begin.sql", NULL, err) &&
           apply_migrations(deploy, ret_applied, err) && load_folder(deploy, "private/", err) &&
           load_folder(deploy, "api/", err) && load_folder(deploy, "admin/", err) &&
           run_file(db, "deploy/superuser.sql", NULL, err) &&
           run_file(db, "grants.sql", NULL, err) && write_contract(db, err);
}

bool admin_migrate(AdminProgress *progress, void *context, size_t *ret_applied, Error *err)
{
    AUTO(db_free) Db *db = NULL;
    size_t applied = 0;
    if (!open_superuser(&db, err))
        return false;
    const Deploy deploy = {.db = db, .progress = progress, .context = context};
    if (!db_begin(db, err) || !deploy_all(&deploy, &applied, err) || !db_commit(db, err))
        return false;
    *ret_applied = applied;
    return true;
}

// People

bool admin_provision(Text *names, Error *err)
{
    AUTO(db_free) Db *db = NULL;
    AUTO(db_rows_free) DbRows *rows = NULL;
    if (!open_superuser(&db, err) ||
        !db_call(db, "admin.staff_provision", NULL, 0, DB_ROWS, &rows, err))
        return false;
    for (size_t i = 0; i < db_rows_count(rows); i++)
        text_add_format(names, "%s\n", db_rows_text(rows, i, "name"));
    return true;
}

static bool send_staff(Db *db, const AdminStaff *staff, const StaffKey *key, const Secret *seed,
                       Error *err)
{
    char ledger[DB_NUMBER_SIZE];
    char ops[DB_NUMBER_SIZE];
    char mem_kib[DB_NUMBER_SIZE];
    const DbParam params[] = {
        db_text("p_name", staff->name),
        db_text("p_full_name", staff->full_name),
        db_text("p_role", staff->role),
        db_param("p_ledger", DB_SMALLINT, db_number("", staff->ledger, ledger).text),
        db_bytes("p_salt", key->salt, sizeof key->salt),
        db_integer("p_ops", db_number("", key->ops, ops).text),
        db_integer("p_mem_kib", db_number("", key->mem_kib, mem_kib).text),
        db_secret("p_key", key->key),
        seed == NULL ? db_bytes("p_seed", NULL, 0) : db_secret("p_seed", seed),
    };
    return db_call(db, "admin.staff_bootstrap", params, COUNT_OF(params), DB_ONE_VALUE, NULL, err);
}

bool admin_staff(const AdminStaff *staff, Error *err)
{
    AUTO(db_free) Db *db = NULL;
    AUTO(staff_key_done) StaffKey key = {.key = NULL};
    AUTO(secret_free) Secret *seed = NULL;
    if (staff->base32 != NULL && !secret_base32_decode(secret_text(staff->base32), &seed, err))
        return error_add_field(err, "totp_seed");
    return secret_password_check(staff->password, staff->name, "password", err) &&
           open_superuser(&db, err) && staff_key_new(db, staff->password, &key, err) &&
           send_staff(db, staff, &key, seed, err);
}

// The books

bool admin_prove(Text *lines, int64_t *ret_bad, Error *err)
{
    AUTO(db_free) Db *db = NULL;
    AUTO(db_rows_free) DbRows *rows = NULL;
    int64_t bad = 0;
    if (!open_superuser(&db, err) || !run_file(db, "deploy/prove.sql", &rows, err))
        return false;
    for (size_t i = 0; i < db_rows_count(rows); i++) {
        int64_t wrong = db_rows_int64(rows, i, "bad");
        text_add_format(lines, "%-60s %" PRId64, db_rows_text(rows, i, "check_name"), wrong);
        if (wrong > 0)
            text_add_format(lines, "  %s", db_rows_text(rows, i, "example"));
        text_add_char(lines, '\n');
        bad += wrong;
    }
    *ret_bad = bad;
    return true;
}
