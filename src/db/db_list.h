// SPDX-License-Identifier: Apache-2.0
/*
 * db_list: an array as an argument, element by element.
 *
 *     AUTO(db_list_done) DbList names = DB_LIST_EMPTY;
 *     db_list_add(&names, "tina");
 *     db_list_add(&names, NULL); // SQL NULL
 *     if (!db_list_check(&names, err))
 *         return false;
 *     const DbParam params[] = {db_list_param("p_names", DB_TEXT_LIST, &names)};
 *
 * Elements are data of any kind: they are quoted here.  What does not fit is told by db_list_check.
 */
#ifndef DB_DB_LIST_H
#define DB_DB_LIST_H

#include "db/db.h"

typedef struct {
    Text text;
} DbList;

#define DB_LIST_EMPTY ((DbList){.text = TEXT_EMPTY_MAX(TEXT_MAX_DOCUMENT)})

void db_list_done(DbList *list);
AUTO_DEFINE_VALUE(DbList, db_list_done);

void db_list_add(DbList *list, const char *value);
void db_list_add_number(DbList *list, int64_t value);

// Ends the list; nothing is added afterwards.  ERROR_INTERNAL if it grew too long.
MUST_CHECK bool db_list_check(DbList *list, Error *err);
// Lives as long as the list, which was checked.
DbParam db_list_param(const char *name, DbType type, const DbList *list);

#endif
