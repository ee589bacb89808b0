/* Today as one number: 2026-11-22 is 20261122. */
#ifndef MONLINT_CLI_DATE_H
#define MONLINT_CLI_DATE_H

#include <stdint.h>

/* Today in the local time zone; the only place where the clock is read. 0 if the clock cannot tell. */
uint32_t date_today(void);

#endif
