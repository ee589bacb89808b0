/* Calendar dates as one number: 2026-11-22 is 20261122. */
#ifndef MONLINT_CLI_DATE_H
#define MONLINT_CLI_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

/* False unless the text is a date of the Gregorian calendar, written YYYY-MM-DD. */
bool date_parse(str text, uint32_t *date);

/* Today in the local time zone; the only place where the clock is read. 0 if the clock cannot tell. */
uint32_t date_today(void);

#endif
