// SPDX-License-Identifier: Apache-2.0
#ifndef PAYDESK_STAFF_H
#define PAYDESK_STAFF_H
/*
 * staff: who is at the terminal.
 *
 * The password never leaves this process: its Argon2id key goes to the database, which keeps only a hash of the key and seals
 * the second factor's seed under it.  This room derives keys, makes salts, one-time passwords and seeds, and runs the calls
 * that need them.  It decides nothing: the database does.
 *
 * Passwords, codes, seeds and tokens are Secrets from where they are typed to where they are sent.  Used by src/app only;
 * screens and command line go through app.h.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/auto.h"
#include "base/error.h"
#include "base/secret.h"
#include "base/text.h"
#include "db/db.h"

typedef enum StaffNext {
    STAFF_NEXT_NOTHING,
    STAFF_NEXT_CHANGE_PASSWORD,  // the session may do nothing else until it is done
    STAFF_NEXT_ENROL
} StaffNext;

// What a signed-in person is and may do, as the database says; plain values, owned by the struct.
typedef struct StaffSession {
    char *name;
    char *full_name;
    char *role;
    int ledger;
    char *ledger_name;
    char *business_date;  // YYYY-MM-DD
    char **operations;    // that the role may do, NULL-terminated
    size_t operation_count;
    char *drawer;         // account number of the open drawer, or NULL
    char *drawer_currency;
    int64_t drawer_balance_minor;
    char *currency;       // the branch's own
    bool is_limited;
    StaffNext next;
    int idle_minutes;     // until the session ends by itself
} StaffSession;

void staff_session_free(StaffSession *session);
AUTO_DEFINE(StaffSession, staff_session_free)
bool staff_session_may(const StaffSession *session, const char *operation);
StaffSession *staff_session_copy(const StaffSession *session);

// Asks the database who the current session is.  ERROR_NO_SESSION: nobody.
MUST_CHECK bool staff_session_load(Db *db, StaffSession **ret_session, Error *err);

// Signs in: parameters, Argon2id, one call.  `code` may be NULL when the person is not enrolled yet.  The token is given to
// the caller and set on the connection.  ERROR_SIGN_IN_REFUSED does not say which part was wrong.
MUST_CHECK bool staff_sign_in(Db *db, const char *name, const Secret *password, const Secret *code,
                              Secret **ret_token, StaffNext *ret_next, Error *err);

// A new second factor: the seed, its otpauth URI for an authenticator app, and the same as a QR code in half blocks.
typedef struct StaffEnrolment {
    Secret *seed;    // 20 bytes
    Secret *base32;  // the same for typing by hand
    Secret *uri;
    Secret *qr;      // UTF-8 lines, or NULL when the URI does not fit a code
} StaffEnrolment;

// `seed` NULL: a fresh one is made.
MUST_CHECK bool staff_enrolment_new(const char *name, const char *branch, const Secret *seed,
                                    StaffEnrolment **ret_enrolment, Error *err);
void staff_enrolment_free(StaffEnrolment *enrolment);
AUTO_DEFINE(StaffEnrolment, staff_enrolment_free)

#define STAFF_KEY_BYTES 32
#define STAFF_SALT_BYTES 16
#define STAFF_SEED_BYTES 20
#define STAFF_PASSWORD_MIN 12  // characters
#define STAFF_ARGON_OPS 3
#define STAFF_ARGON_MEM_KIB (64 * 1024)

// The key of a password: Argon2id with these parameters, 32 bytes.
MUST_CHECK bool staff_derive_key(const Secret *password, const unsigned char salt[STAFF_SALT_BYTES],
                                 int64_t ops, int64_t mem_kib, Secret **ret_key, Error *err);
// ERROR_MALFORMED on field `field`: too short, too simple, or contains the person's name.
MUST_CHECK bool staff_check_password(const char *field, const char *name, const Secret *password, Error *err);
// Five groups of four letters and digits that cannot be mistaken for each other.
MUST_CHECK bool staff_one_time_password(Secret **ret_password, Error *err);

#endif
