// SPDX-License-Identifier: Apache-2.0
/*
 * staff_internal: what the files of src/staff share.
 */
#ifndef STAFF_STAFF_INTERNAL_H
#define STAFF_STAFF_INTERNAL_H

#include "staff/staff.h"

typedef struct StaffCost {
    uint8_t salt[SECRET_SALT_SIZE];
    int64_t ops;
    int64_t mem_kib;
} StaffCost;

// Salt and cost of a person's password; of nobody's (NULL) for the cost of a new one.
MUST_CHECK bool staff_cost_load(Db *db, const char *name, StaffCost *ret_cost, Error *err);
MUST_CHECK bool staff_cost_read(const DbRows *rows, size_t row, StaffCost *ret_cost, Error *err);
MUST_CHECK bool staff_cost_derive(const StaffCost *cost, const Secret *password, Secret **ret_key,
                                  Error *err);
// The key of the person's present password.
MUST_CHECK bool staff_key_of(Db *db, const char *name, const Secret *password, Secret **ret_key,
                             Error *err);

// For building secrets of known size; running over is our own bug.
void staff_secret_add(Secret *secret, const char *text);

#endif
