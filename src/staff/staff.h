// SPDX-License-Identifier: Apache-2.0
/*
 * staff: who is at the terminal.
 *
 * The password never leaves this process: its Argon2id key goes to the database, which keeps only a
 * hash of the key and seals the second factor's seed under it.  This room derives keys, makes
 * salts, one-time passwords and seeds, and runs the calls that need them.  It decides nothing: the
 * database does.
 *
 * Passwords, codes, seeds and tokens are Secrets from where they are typed to where they are sent.
 * Used by src/app; others go through app.h, but for the enrolment that `paydesk admin` shows.
 */
#ifndef STAFF_STAFF_H
#define STAFF_STAFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/auto.h"
#include "base/error.h"
#include "base/secret.h"
#include "base/text.h"
#include "db/db.h"
#include "form/form.h"

typedef enum StaffNext {
    STAFF_NEXT_NOTHING,
    STAFF_NEXT_CHANGE_PASSWORD, // the session may do nothing else until it is done
    STAFF_NEXT_ENROL
} StaffNext;

// What a signed-in person is and may do, as the database says; plain values, owned by the struct.
typedef struct StaffSession {
    char *name;
    char *full_name;
    char *role;
    int ledger;
    char *ledger_name;
    char *business_date; // YYYY-MM-DD
    char **operations;   // that the role may do, NULL-terminated
    size_t operation_count;
    char *drawer; // account number of the open drawer, or NULL
    char *drawer_currency;
    int64_t drawer_balance_minor;
    char *currency; // the branch's own
    bool is_limited;
    StaffNext next;
    int idle_minutes; // until the session ends by itself
} StaffSession;

void staff_session_free(StaffSession *session);
AUTO_DEFINE(StaffSession, staff_session_free);
bool staff_session_may(const StaffSession *session, const char *operation);

// Asks the database who the current session is.  ERROR_NO_SESSION: nobody.
MUST_CHECK bool staff_session_load(Db *db, StaffSession **ret_session, Error *err);

// Signs in: parameters, Argon2id, one call.  `code` may be NULL when the person is not enrolled
// yet.  The token is given to the caller and set on the connection.  ERROR_SIGN_IN_REFUSED does not
// say which part was wrong.
MUST_CHECK bool staff_sign_in(Db *db, const char *name, const Secret *password, const Secret *code,
                              Secret **ret_token, StaffNext *ret_next, Error *err);

// A new second factor: the seed, its otpauth URI for an authenticator app, and the same as a QR
// code in half blocks: UTF-8 lines in which light is drawn and dark is blank, for a dark terminal.
typedef struct StaffEnrolment {
    Secret *base32; // the seed as it is typed by hand, and given to field "seed"
    Secret *uri;
    Secret *qr;
    int qr_width;  // columns
    int qr_height; // lines
} StaffEnrolment;

enum { STAFF_SEED_BYTES = 20 };

// base32 NULL: a fresh seed is made.  ERROR_MALFORMED: it is not a seed.
MUST_CHECK bool staff_enrolment_new(const char *name, const Secret *base32,
                                    StaffEnrolment **ret_enrolment, Error *err);
void staff_enrolment_free(StaffEnrolment *enrolment);
AUTO_DEFINE(StaffEnrolment, staff_enrolment_free);

// The cost the database wants for new keys, and a key made with a fresh salt.
typedef struct StaffKey {
    uint8_t salt[SECRET_SALT_SIZE];
    int64_t ops;
    int64_t mem_kib;
    Secret *key;
} StaffKey;

MUST_CHECK bool staff_key_new(Db *db, const Secret *password, StaffKey *ret_key, Error *err);
void staff_key_done(StaffKey *key);
AUTO_DEFINE_VALUE(StaffKey, staff_key_done);

// The C flows of forms with a hook.  A flow fills the result and returns, or fails as the call did.
typedef struct StaffCall {
    Db *db;
    const char *user;          // who is signed in
    const FormValues *values;  // checked
    const FormValues *secrets; // as typed
    const char *request;
    FormResult *result;
} StaffCall;

MUST_CHECK bool staff_run_change_password(const StaffCall *call, Error *err);
MUST_CHECK bool staff_run_enrol(const StaffCall *call, Error *err);
MUST_CHECK bool staff_run_create(const StaffCall *call, Error *err);
MUST_CHECK bool staff_run_reset(const StaffCall *call, Error *err);
MUST_CHECK bool staff_run_unlock_screen(const StaffCall *call, Error *err); // ERROR_SIGN_IN_REFUSED

#endif
