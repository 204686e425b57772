// SPDX-License-Identifier: Apache-2.0
/*
 * db_test: failures that a server will not produce on request.  For tests only.
 */
#ifndef DB_DB_TEST_H
#define DB_DB_TEST_H

#include "db/db.h"

typedef enum {
    DB_FAIL_NOT_SENT,    // the connection is lost before the call leaves
    DB_FAIL_ANSWER_LOST, // the call is done, the connection is lost before the answer arrives
    DB_FAIL_BUSY,        // the server reports a serialisation failure once; the call is tried again
    DB_FAIL_CANCELLED,   // as if somebody had called db_cancel()
} DbFailure;

// The nth round trip from now (1 is the next) fails in this way, once; 0 takes it back.
void db_test_fail_nth(Db *db, unsigned nth, DbFailure failure);

// The number of round trips so far: "fail each in turn" needs to know how many there are.
unsigned db_test_round_trips(const Db *db);

#endif
