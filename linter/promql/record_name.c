/* Words stand between underscores; a window is written right behind the word it belongs to, as in rate5m. */
#include "promql/record_name.h"

#include <math.h>
#include <stdlib.h>

#include "text/duration.h"

static const struct operation_name {
    str name;
    enum record_operation operation;
} names[] = {
    {{"sum", 3}, RECORD_SUM},          {{"avg", 3}, RECORD_AVG},          {{"mean", 4}, RECORD_AVG},
    {{"min", 3}, RECORD_MIN},          {{"max", 3}, RECORD_MAX},          {{"count", 5}, RECORD_COUNT},
    {{"ratio", 5}, RECORD_RATIO},      {{"percent", 7}, RECORD_PERCENT},  {{"percentage", 10}, RECORD_PERCENT},
    {{"rate", 4}, RECORD_RATE},        {{"irate", 5}, RECORD_RATE},       {{"increase", 8}, RECORD_INCREASE},
    {{"delta", 5}, RECORD_INCREASE},   {{"burnrate", 8}, RECORD_NEUTRAL}, {{"availability", 12}, RECORD_NEUTRAL},
    {{"deriv", 5}, RECORD_NEUTRAL},    {{"relabel", 7}, RECORD_NEUTRAL},  {{"histogram", 9}, RECORD_NEUTRAL},
    {{"quantile", 8}, RECORD_NEUTRAL}, {{"over", 4}, RECORD_NEUTRAL},     {{"time", 4}, RECORD_NEUTRAL},
    {{"stddev", 6}, RECORD_NEUTRAL},   {{"predict", 7}, RECORD_NEUTRAL},  {{"error", 5}, RECORD_NEUTRAL},
    {{"errors", 6}, RECORD_NEUTRAL},   {{"success", 7}, RECORD_NEUTRAL},
};

static enum record_operation operation_of(str word) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (word.len == names[i].name.len && word.ptr[0] == names[i].name.ptr[0] && str_equal(word, names[i].name))
            return names[i].operation;
    return RECORD_OTHER;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* 0.99 of the digits 99, 0.999 of 999; false for one digit, which may mean either, and for what is no quantile. */
static bool digits_quantile(str digits, double *quantile) {
    unsigned long long value;
    if (digits.len < 2 || digits.len > 5 || !str_to_unsigned(digits, &value))
        return false;
    if (str_equal(digits, STR("100")))
        *quantile = 1;
    else
        *quantile = (double)value / pow(10, (double)digits.len);
    return true;
}

/* p99, q99, 99quantile, quantile99, 99th, 99p. */
static bool read_quantile(str word, double *quantile) {
    static const str before[] = {{"p", 1}, {"q", 1}, {"quantile", 8}, {"percentile", 10}};
    static const str behind[] = {{"quantile", 8}, {"percentile", 10}, {"th", 2}, {"p", 1}};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        if (str_starts_with(word, before[i]) && digits_quantile(str_slice(word, before[i].len, word.len), quantile))
            return true;
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++)
        if (str_ends_with(word, behind[i]) && digits_quantile(str_slice(word, 0, word.len - behind[i].len), quantile))
            return true;
    return false;
}

/* The word's duration begins at its first digit and is all that follows. */
static bool read_window(str word, size_t *stem, int64_t *ms) {
    struct duration_error error;
    for (*stem = 0; *stem < word.len && !is_digit(word.ptr[*stem]);)
        ++*stem;
    return *stem < word.len && duration_parse_prometheus(str_slice(word, *stem, word.len), ms, &error) && *ms > 0;
}

static bool has_digit(str word) {
    for (size_t i = 0; i < word.len; i++)
        if (is_digit(word.ptr[i]))
            return true;
    return false;
}

struct record_word record_name_word(str word) {
    struct record_word read = {.operation = operation_of(word)};
    size_t stem;
    int64_t ms;
    if (read.operation != RECORD_OTHER || !has_digit(word))
        return read;
    if (read_quantile(word, &read.quantile)) {
        read.operation = RECORD_QUANTILE;
    } else if (read_window(word, &stem, &ms)) {
        read.operation = stem ? operation_of(str_slice(word, 0, stem)) : RECORD_WINDOW;
        read.window_ms = read.operation == RECORD_OTHER ? 0 : ms;
    }
    return read;
}

struct record_words record_name_words(str name, span part) {
    struct record_words words = {0};
    str rest = str_slice(name, part.start, part.end);
    for (uint32_t at = part.start; rest.ptr && part.end > part.start;) {
        str word = str_split(&rest, '_');
        if (words.len == RECORD_MOST_WORDS) {
            words.operations |= RECORD_OTHER;
            break;
        }
        struct record_word *read = &words.at[words.len++];
        *read = record_name_word(word);
        read->at = (span){at, at + (uint32_t)word.len};
        words.operations |= read->operation;
        at = read->at.end + 1;
    }
    return words;
}

struct record_name record_name_split(str name) {
    struct record_name parts = {0};
    size_t first = str_find_byte(name, ':');
    size_t second = first + 1 + str_find_byte(str_slice(name, first + 1, name.len), ':');
    if (first >= name.len)
        return parts;
    parts.has_level = second < name.len;
    if (parts.has_level && str_find_byte(str_slice(name, second + 1, name.len), ':') < name.len - second - 1)
        return (struct record_name){0};
    parts.has_parts = true;
    size_t last = parts.has_level ? second : first;
    parts.level = parts.has_level ? (span){0, (uint32_t)first} : (span){0, 0};
    parts.metric = (span){parts.has_level ? (uint32_t)first + 1 : 0, (uint32_t)last};
    parts.operations = (span){(uint32_t)last + 1, (uint32_t)name.len};
    return parts;
}
