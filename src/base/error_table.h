// SPDX-License-Identifier: Apache-2.0
/*
 * error_table: every way an operation can fail, once.
 *
 * X(code, SQLSTATE, exit status, may be asked again, sentence for a person)
 *
 * Rows with a PD code are raised by the database's own functions; the others are found on this side
 * and carry the SQLSTATE that stands for them, or none.  The sentence is what a person reads when
 * nothing more exact is known.  docs/errors.md is generated from this table.
 */
// clang-format off
#define ERROR_TABLE(X)                                                                             \
    X(ERROR_MALFORMED,           "PD001", 2, false, "A field's content breaks its rule.")          \
    X(ERROR_KEY_REUSED,          "PD002", 2, false, "This request was used for something else.")   \
    X(ERROR_NO_SESSION,          "PD003", 2, false, "You are not signed in, or too long idle.")    \
    X(ERROR_NOT_PERMITTED,       "PD004", 2, false, "You may not do this.")                        \
    X(ERROR_STALE_TRANSACTION,   "PD005", 2, true,  "The transaction was open for too long.")      \
    X(ERROR_MUST_FINISH_SIGN_IN, "PD006", 2, false, "Finish signing in first.")                    \
    X(ERROR_DAY_CLOSED,          "PD010", 2, false, "The business day is closed.")                 \
    X(ERROR_SESSION_NOT_OPEN,    "PD011", 2, false, "You have no open drawer.")                    \
    X(ERROR_NOT_FOUND,           "PD012", 2, false, "There is nothing with this number or name.")  \
    X(ERROR_ACCOUNT_CLOSED,      "PD013", 2, false, "The account is closed.")                      \
    X(ERROR_ACCOUNT_BLOCKED,     "PD014", 2, false, "The account is blocked.")                     \
    X(ERROR_CURRENCY_MISMATCH,   "PD015", 2, false, "The currencies differ.")                      \
    X(ERROR_DRAWER_SHORT,        "PD017", 2, false, "There is not enough cash in the drawer.")     \
    X(ERROR_INSUFFICIENT_FUNDS,  "PD018", 2, false, "There is not enough money on the account.")   \
    X(ERROR_LIMIT_EXCEEDED,      "PD019", 2, false, "A limit would be exceeded.")                  \
    X(ERROR_NOT_ZERO,            "PD026", 2, false, "The balance is not zero.")                    \
    X(ERROR_CONFLICT,            "PD027", 2, false, "It exists already or was changed meanwhile.") \
    X(ERROR_UNBALANCED,          "PD028", 2, false, "The entries do not balance: our own fault.")  \
    X(ERROR_WRONG_STATE,         "PD029", 2, false, "This is not possible in the present state.")  \
    X(ERROR_USAGE,               "",      1, false, "The command was not understood.")             \
    X(ERROR_SIGN_IN_REFUSED,     "28000", 2, false, "The sign-in was refused.")                    \
    X(ERROR_FILE,                "",      2, false, "A file could not be used.")                   \
    X(ERROR_CONNECTION,          "08006", 3, true,  "The database cannot be reached.")             \
    X(ERROR_BUSY,                "40001", 3, true,  "The database is busy.")                       \
    X(ERROR_CANCELLED,           "57014", 3, true,  "The work was cancelled and undone.")          \
    X(ERROR_OUTSIDE,             "",      3, true,  "An outside service did not do its part.")     \
    X(ERROR_CONTRACT,            "",      3, false, "Program and database are of two versions.")   \
    X(ERROR_INTERNAL,            "XX000", 3, false, "Something went wrong inside the program.")
// clang-format on
