/* What is read of a text, written as one line: number unit[/period] relation[?]; $ is a value. {} marks a value's hole,
 * {x} another. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "prose/prose.h"

static const char *const measures[] = {"", "percent", "s", "bytes", "times", "cores", "events"};
static const char *const relations[] = {"",         " above",     " below", " at-least",
                                        " at-most", " threshold", " for",   " window"};

static str show_unit(struct arena *arena, const struct prose_unit *unit) {
    str shown = str_of(measures[unit->measure]);
    bool scaled = unit->measure == PROSE_TIME || unit->measure == PROSE_DATA;
    if (scaled && (unit->factor < 1 || unit->factor > 1))
        shown = arena_format(arena, "*%g%.*s", unit->factor, STR_ARG(shown));
    return unit->per > 0 ? arena_format(arena, "%.*s/%g", STR_ARG(shown), unit->per) : shown;
}

static str show(struct arena *arena, const char *text) {
    struct prose_hole holes[8] = {0};
    size_t count = 0, length = str_of(text).len;
    for (size_t i = 0; i < length; i++) {
        size_t end = str_find_byte(str_slice(str_of(text), i, length), '}') + i + 1;
        if (text[i] == '{')
            holes[count++] = (struct prose_hole){{(uint32_t)i, (uint32_t)end}, end == i + 2, 0};
    }
    struct prose prose = prose_read(arena, str_of(text), holes, count);
    str shown = STR("");
    for (size_t i = 0; i < prose.figure_count; i++) {
        const struct prose_figure *figure = &prose.figures[i];
        str number = figure->is_value ? STR("$") : arena_format(arena, "%g", figure->number);
        str unit = show_unit(arena, &figure->unit);
        shown = arena_format(arena, "%.*s%s%.*s%.*s%s%s", STR_ARG(shown), i ? ", " : "", STR_ARG(number), STR_ARG(unit),
                             relations[figure->relation], figure->hedged ? "?" : "");
    }
    return shown;
}

static const struct {
    const char *text, *figures;
} cases[] = {
    {"", ""},
    {"nothing here", ""},
    /* Numbers, and what only looks like one. */
    {"5 and 0.05 and 1,000 and .5", "5, 0.05, 1000, 0.5"},
    {"p99, 99th, 5xx, HTTP2, 1.2.3, 10:30, 2/3, 2024-01-02, x_5, sha256:12", ""},
    {"`x > 5` and rate(x[5m]) at https://a.b/5/6 -3 #4", ""},
    {"10k of 5M", "10000, 5e+06"},
    {"five of two", "5, 2"},
    {"{x} has {}", "$"},
    {"interface {x}5 eth0", "5"},
    /* Units. */
    {"{}%, {} percent, {}s, {} seconds, {}ms", "$percent, $percent, $s, $s, $*0.001s"},
    {"5m, 1h30m, 2 hours, 7d, 15-minute, 2.5 min", "5*60s, 5400s, 2*3600s, 7*86400s, 15*60s, 2.5*60s"},
    {"24 hours 15minutes, 1 hour and 30 minutes, 5 and 3 minutes, 5 minutes 2 hours",
     "87300s, 5400s, 5, 3*60s, 5*60s, 2*3600s"},
    {"{}B {}MiB {} bytes {}GB/s {} bytes per second", "$bytes, $*1.04858e+06bytes, $bytes, $*1e+09bytes/1, $bytes/1"},
    {"{} req/s, {} requests per second, {}/s, {} failed calls per minute",
     "$events/1, $events/1, $events/1, $events/60"},
    {"{} times, {} second(s), {} s of it, {} m", "$times, $s, $, $"},
    {"{} m3, {} sectors", "$, $"},
    {"{} errors in 5 calls per second", "$, 5events/1"},
    /* Comparisons. */
    {"more than 5%", "5percent above"},
    {"usage is above 80%", "80percent above"},
    {"exceeds the 3 GB", "3*1e+09bytes above"},
    {"less than about 10 percent", "10percent below"},
    {"at least 5 times, at most two", "5times at-least, 2 at-most"},
    {"(> 5s) (< 10%) (>= 3) \xe2\x89\xa5 4", "5s above, 10percent below, 3 at-least, 4 at-least"},
    {"not more than 5, no more than 6", "5, 6"},
    {"other than 5, rather than 5", "5, 5"},
    /* Thresholds. */
    {"(threshold: 2s)", "2s threshold"},
    {"above the threshold of 80%", "80percent threshold"},
    {"the threshold is 5, threshold 6", "5 threshold, 6 threshold"},
    /* How long. */
    {"down for more than 5 minutes", "5*60s for"},
    {"down for 5m", "5*60s for"},
    {"for longer than 1 hour, for at least 15m", "1*3600s for, 15*60s for"},
    {"above 90% for the last 15 minutes", "90percent above, 15*60s for"},
    {"for over two minutes", "2*60s for"},
    {"longer than 30s", "30s above"},
    {"for longer than an hour", "1*3600s for"},
    {"for a day, more than a minute", "1*86400s for, 1*60s above"},
    {"for half an hour, 3 times an hour, for a while, wait for a second", "3times"},
    /* Over which time. */
    {"{} times in the last 5 minutes", "$times, 5*60s window"},
    {"over the past hour", "1*3600s window"},
    {"last 10m", "10*60s window"},
    {"over 5 minutes", "5*60s"},
    {"within the next 4 hours", "4*3600s"},
    {"fills up in 3 days", "3*86400s"},
    /* What is not said of now. */
    {"It should be above 5. It is above 6", "5 above?, 6 above"},
    {"above 5, which may be bad", "5 above"},
    {"If it lasts for more than 5m", "5*60s for?"},
    {"above 5\n\nwait for 6m", "5 above, 6*60s"},
    /* Other languages: figures alone. */
    {"seit mehr als 5 Minuten \xc3\xbc"
     "ber 80%",
     "5, 80percent"},
};

static void test_reads(void **state) {
    (void)state;
    struct arena arena = {0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        str shown = show(&arena, cases[i].text);
        if (!str_equal(shown, str_of(cases[i].figures)))
            fail_msg("\"%s\"\n     read: %.*s\n expected: %s", cases[i].text, STR_ARG(shown), cases[i].figures);
    }
    arena_free(&arena);
}

static void test_spans(void **state) {
    (void)state;
    struct arena arena = {0};
    struct prose prose = prose_read(&arena, STR("down for 1h30m, threshold: 80 %"), NULL, 0);
    assert_int_equal(prose.figure_count, 2);
    assert_int_equal(prose.figures[0].at.start, 9);
    assert_int_equal(prose.figures[0].at.end, 14);
    assert_int_equal(prose.figures[1].at.start, 27);
    assert_int_equal(prose.figures[1].at.end, 31);
    arena_free(&arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_reads), cmocka_unit_test(test_spans)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
