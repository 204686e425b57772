// SPDX-License-Identifier: Apache-2.0
/*
 * cli: the program on the command line, for people, scripts and cron.
 *
 * The first word is a verb, a row of the one table in cli.c; `paydesk help` is made of the same
 * table. A verb reads its arguments, asks the App and prints; what an operation means is not known
 * here.
 *
 * Answers go to standard output, everything else to standard error.  The exit status is 0 done, 1
 * usage, 2 refused by a rule, 3 the outside world failed.  An error is a sentence for a person at a
 * terminal, and one JSON object with --json or where standard error is not a terminal.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

// Without any argument, main() opens the screens instead.
int cli_main(int argc, char **argv);

#endif
