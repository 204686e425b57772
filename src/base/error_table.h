// SPDX-License-Identifier: Apache-2.0
/*
 * error_table: every way an operation can fail, once.
 *
 * X(code, SQLSTATE, exit status, may be asked again, sentence for a person, way out)
 *
 * Rows with a PD code are raised by the database's own functions; the others are found on this side
 * and carry the SQLSTATE that stands for them, or none.  The sentence and the way out are what a
 * person reads when nothing more exact is known.  docs/errors.md is generated from this table.
 */
// clang-format off
#define ERROR_TABLE(X)                                                                             \
    X(ERROR_MALFORMED,           "PD001", 2, false, "A field's content breaks its rule.",          \
      "Correct it; the field's help says what it takes.")                                          \
    X(ERROR_KEY_REUSED,          "PD002", 2, false, "This request was used for something else.",   \
      "Ask what became of the first, then use a new request id.")                                  \
    X(ERROR_NO_SESSION,          "PD003", 2, false, "You are not signed in, or too long idle.",    \
      "Sign in and ask again.")                                                                    \
    X(ERROR_NOT_PERMITTED,       "PD004", 2, false, "You may not do this.",                        \
      "Ask someone whose role may.")                                                               \
    X(ERROR_STALE_TRANSACTION,   "PD005", 2, true,  "The transaction was open for too long.",      \
      "Ask again.")                                                                                \
    X(ERROR_MUST_FINISH_SIGN_IN, "PD006", 2, false, "Finish signing in first.",                    \
      "Change the password, enrol the second factor.")                                             \
    X(ERROR_DAY_CLOSED,          "PD010", 2, false, "The business day is closed.",                 \
      "Wait for the next business day.")                                                           \
    X(ERROR_SESSION_NOT_OPEN,    "PD011", 2, false, "You have no open drawer.",                    \
      "A supervisor gives you one.")                                                               \
    X(ERROR_NOT_FOUND,           "PD012", 2, false, "There is nothing with this number or name.",  \
      "Check it, or search by name.")                                                              \
    X(ERROR_ACCOUNT_CLOSED,      "PD013", 2, false, "The account is closed.",                      \
      "Use an account that is open.")                                                              \
    X(ERROR_ACCOUNT_BLOCKED,     "PD014", 2, false, "The account is blocked.",                     \
      "A supervisor can lift a block.")                                                            \
    X(ERROR_CURRENCY_MISMATCH,   "PD015", 2, false, "The currencies differ.",                      \
      "Use an account and a drawer of one currency.")                                              \
    X(ERROR_DRAWER_SHORT,        "PD017", 2, false, "There is not enough cash in the drawer.",     \
      "Pay out less, or ask for cash from the vault.")                                             \
    X(ERROR_INSUFFICIENT_FUNDS,  "PD018", 2, false, "There is not enough money on the account.",   \
      "Take less; an overdraft is a supervisor's decision.")                                       \
    X(ERROR_LIMIT_EXCEEDED,      "PD019", 2, false, "A limit would be exceeded.",                  \
      "Stay within the limit.")                                                                    \
    X(ERROR_NOT_ZERO,            "PD026", 2, false, "The balance is not zero.",                    \
      "Bring it to zero, with nothing pending or held.")                                           \
    X(ERROR_CONFLICT,            "PD027", 2, false, "It exists already or was changed meanwhile.", \
      "Look at what is there already.")                                                            \
    X(ERROR_UNBALANCED,          "PD028", 2, false, "The entries do not balance: our own fault.",  \
      "Tell whoever looks after the program.")                                                     \
    X(ERROR_WRONG_STATE,         "PD029", 2, false, "This is not possible in the present state.",  \
      "Look at the present state, then decide again.")                                             \
    X(ERROR_ALREADY_POSTED,      "PD030", 2, false, "It was posted already.",                      \
      "Look at what it was posted with; nothing is left to do.")                                   \
    X(ERROR_ALREADY_VOIDED,      "PD031", 2, false, "It was given up already.",                    \
      "What it kept is free; start anew if it is still wanted.")                                   \
    X(ERROR_EXPIRED,             "PD032", 2, false, "It has expired.",                             \
      "What it kept is free; start anew if it is still wanted.")                                   \
    X(ERROR_ALREADY_REVERSED,    "PD033", 2, false, "It was taken back already.",                  \
      "Look at the receipt that did it.")                                                          \
    X(ERROR_NOT_REVERSIBLE,      "PD034", 2, false, "This posting is not reversed.",               \
      "Use payment.correct, or enter what is right anew.")                                         \
    X(ERROR_RATE_EXPIRED,        "PD035", 2, false, "There is no valid rate.",                     \
      "A supervisor sets one.")                                                                    \
    X(ERROR_BAD_LINES,           "PD036", 2, false, "The file has lines that cannot be posted.",   \
      "Correct the file and load it again, or leave the bad lines out.")                           \
    X(ERROR_SAME_PERSON,         "PD037", 2, false, "This needs another person.",                  \
      "Somebody else decides it.")                                                                 \
    X(ERROR_USAGE,               "",      1, false, "The command was not understood.",             \
      "paydesk help says how it goes.")                                                            \
    X(ERROR_SIGN_IN_REFUSED,     "28000", 2, false, "The sign-in was refused.",                    \
      "Try again with the next code; ten failures lock for half an hour.")                         \
    X(ERROR_FILE,                "",      2, false, "A file could not be used.",                   \
      "See its name, its owner and its permissions.")                                              \
    X(ERROR_CONNECTION,          "08006", 3, true,  "The database cannot be reached.",             \
      "Ask again with the same request id.")                                                       \
    X(ERROR_BUSY,                "40001", 3, true,  "The database is busy.",                       \
      "Ask again with the same request id.")                                                       \
    X(ERROR_CANCELLED,           "57014", 3, true,  "The work was cancelled and undone.",          \
      "Ask again if it is still wanted.")                                                          \
    X(ERROR_OUTSIDE,             "",      3, true,  "An outside service did not do its part.",     \
      "Ask again later.")                                                                          \
    X(ERROR_CONTRACT,            "",      3, false, "Program and database are of two versions.",   \
      "Install the program that fits the database.")                                               \
    X(ERROR_INTERNAL,            "XX000", 3, false, "Something went wrong inside the program.",    \
      "Tell whoever looks after the program.")
// clang-format on
