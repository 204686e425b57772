// SPDX-License-Identifier: Apache-2.0
/*
 * admin: what the host's administrator does with the program, as the cluster's superuser.
 *
 * Deploys the SQL that is inside the program, makes people and their database logins, proves the
 * books.  Nothing here needs a session, and nothing here works for staff: PostgreSQL refuses it.
 * Used by the command line only.
 *
 * Environment as for libpq: PGHOST, PGDATABASE, PGUSER.
 */
#ifndef APP_ADMIN_H
#define APP_ADMIN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/auto.h"
#include "base/error.h"
#include "base/secret.h"
#include "base/text.h"
#include "staff/staff.h"

typedef void AdminProgress(void *context, const char *line);

// Brings the database to this program's version, in one transaction: roles, missing migrations, all
// functions, rights, contract.  ERROR_CONTRACT: the database has migrations this program does not
// know, or one whose text has changed since.  *ret_applied counts the new migrations.
MUST_CHECK bool admin_migrate(AdminProgress *progress, void *context, size_t *ret_applied,
                              Error *err);

// Makes the database logins that active people lack; adds their names, a line each.
MUST_CHECK bool admin_provision(Text *names, Error *err);

typedef struct AdminStaff {
    const char *name;
    const char *full_name;
    const char *role;
    int ledger;
    const Secret *password;
    const Secret *base32; // the second factor's seed; NULL: enrolled at the first sign-in
} AdminStaff;

// Makes a person and the login.
MUST_CHECK bool admin_staff(const AdminStaff *staff, Error *err);

// Proves the books from their entries: adds a line per check; *ret_bad counts what is wrong.
MUST_CHECK bool admin_prove(Text *lines, int64_t *ret_bad, Error *err);

#endif
