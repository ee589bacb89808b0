/* Dates. */
#include "cli/date.h"

#include <time.h>

static unsigned days_in(unsigned year, unsigned month) {
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool date_parse(str text, uint32_t *date) {
    unsigned long long year, month, day;
    if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-')
        return false;
    if (!str_to_unsigned(str_slice(text, 0, 4), &year) || !str_to_unsigned(str_slice(text, 5, 7), &month) ||
        !str_to_unsigned(str_slice(text, 8, 10), &day))
        return false;
    if (month < 1 || month > 12 || day < 1 || day > days_in((unsigned)year, (unsigned)month))
        return false;
    *date = (uint32_t)(year * 10000 + month * 100 + day);
    return true;
}

uint32_t date_today(void) {
    time_t now = time(NULL);
    struct tm local;
    if (now == (time_t)-1 || !localtime_r(&now, &local))
        return 0;
    return (uint32_t)((local.tm_year + 1900) * 10000 + (local.tm_mon + 1) * 100 + local.tm_mday);
}
