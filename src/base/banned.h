// SPDX-License-Identifier: Apache-2.0
/*
 * banned: functions that have cost others money, made compile errors.
 *
 * Included through auto.h, that is everywhere.  The standard headers that declare the functions
 * come first, so that their own declarations are not hit.
 */
#ifndef BASE_BANNED_H
#define BASE_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define BANNED(function, instead) instead_of_##function##_use_##instead

#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef stpcpy
#define strcpy(...)  BANNED(strcpy, text_add)
#define strcat(...)  BANNED(strcat, text_add)
#define strncpy(...) BANNED(strncpy, text_add_bytes)
#define strncat(...) BANNED(strncat, text_add_bytes)
#define stpcpy(...)  BANNED(stpcpy, text_add)

#undef sprintf
#undef vsprintf
#undef gets
#define sprintf(...)  BANNED(sprintf, text_add_format)
#define vsprintf(...) BANNED(vsprintf, text_add_format)
#define gets(...)     BANNED(gets, fgets)

// They keep hidden state, so a second thread or a nested call gets the wrong answer.
#undef strtok
#undef gmtime
#undef localtime
#undef ctime
#undef asctime
#define strtok(...)    BANNED(strtok, strchr)
#define gmtime(...)    BANNED(gmtime, gmtime_r)
#define localtime(...) BANNED(localtime, localtime_r)
#define ctime(...)     BANNED(ctime, strftime)
#define asctime(...)   BANNED(asctime, strftime)

// They cannot say that the text was no number, and money is never a floating-point number.
#undef atoi
#undef atol
#undef atoll
#undef atof
#undef strtof
#undef strtod
#undef strtold
#define atoi(...)    BANNED(atoi, strtol)
#define atol(...)    BANNED(atol, strtol)
#define atoll(...)   BANNED(atoll, strtoll)
#define atof(...)    BANNED(atof, money_parse)
#define strtof(...)  BANNED(strtof, money_parse)
#define strtod(...)  BANNED(strtod, money_parse)
#define strtold(...) BANNED(strtold, money_parse)

// Randomness that can be guessed.
#undef rand
#undef srand
#undef random
#define rand(...)   BANNED(rand, secret_random)
#define srand(...)  BANNED(srand, secret_random)
#define random(...) BANNED(random, secret_random)

// A shell between us and a file name.
#undef system
#undef popen
#undef mktemp
#undef tmpnam
#define system(...) BANNED(system, posix_spawn)
#define popen(...)  BANNED(popen, posix_spawn)
#define mktemp(...) BANNED(mktemp, mkstemp)
#define tmpnam(...) BANNED(tmpnam, mkstemp)

#endif
