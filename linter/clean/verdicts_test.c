/* Repositories of experts: no error, and each warning with a verdict in testdata/clean/verdicts.tsv.
 *
 * Each folder is linted as a world of its own. Infos are not judged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "clean/verdicts.h"

/* All that a stream gives. */
static str read_all(struct arena *arena, FILE *stream) {
    assert_non_null(stream);
    size_t size = 0, room = 1 << 16, got;
    char *bytes = arena_alloc(arena, room);
    while ((got = fread(bytes + size, 1, room - size, stream)) > 0) {
        size += got;
        if (size < room)
            continue;
        char *larger = arena_alloc(arena, room *= 2);
        for (size_t i = 0; i < size; i++)
            larger[i] = bytes[i];
        bytes = larger;
    }
    return (str){bytes, size};
}

/* What is printed for a folder of the corpus, paths from there. */
static str findings_of(struct arena *arena, const char *folder) {
    str command = arena_format(arena, "'%s' --no-config --quiet --fail-on never --format gcc %s", MONLINT_TOOL, folder);
    FILE *run = popen(command.ptr, "r");
    str findings = read_all(arena, run);
    assert_int_equal(pclose(run), 0);
    return findings;
}

static void test_corpus(void **state) {
    (void)state;
    static const char *const folders[] = {"kube-prometheus", "mixins", "awesome-rules", "chart-values"};
    struct arena arena = {0};
    FILE *file = fopen(MONLINT_SOURCE_DIR "/testdata/clean/verdicts.tsv", "rb");
    str table = read_all(&arena, file), findings = {"", 0};
    fclose(file);
    assert_int_equal(chdir(MONLINT_CLEAN_CORPUS), 0);
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        str found = findings_of(&arena, folders[i]);
        findings = arena_format(&arena, "%.*s%.*s", STR_ARG(findings), STR_ARG(found));
    }
    str complaints = verdicts_compare(&arena, table, findings);
    fprintf(stderr, "%.*s", STR_ARG(complaints)); /* what cmocka prints is cut */
    assert_int_equal(complaints.len, 0);
    arena_free(&arena);
}

#define FINDING "a/b.yaml:7:3: warning: odd: very [odd-rule]\n"
#define ROW "a/b.yaml\t7\todd-rule\todd: very\t"

/* The test itself fails when it should. */
static void test_planted(void **state) {
    (void)state;
    static const struct {
        const char *table, *findings, *complaint; /* NULL: none */
    } rows[] = {
        {"", "", NULL},
        {"", "a:1:1: info: a hint [x]\na:1:1: note: of it\n", NULL},
        {"", "a:1:1: error: refused [x]\n", "an error on a file that works: a:1:1: error: refused [x]\n"},
        {"", FINDING, "a warning without a verdict: a/b.yaml\t7\todd-rule\todd: very\n"},
        {ROW "right\tit is\n", FINDING, NULL},
        {"# path and so on\n\n" ROW "debatable\tit may be\n", FINDING FINDING, NULL},
        {ROW "right\tit is\n", "a/b.yaml:8:3: warning: odd: very [odd-rule]\n",
         "a warning without a verdict: a/b.yaml\t8\todd-rule\todd: very\n"
         "a verdict on what is no longer found: a/b.yaml\t7\todd-rule\todd: very\n"},
        {ROW "right\tit is\n", "", "a verdict on what is no longer found: a/b.yaml\t7\todd-rule\todd: very\n"},
        {ROW "wrong\tit is not\n", FINDING, "too many are wrong: 1 of 1\n"},
        {ROW "right\tit is\n" ROW "right\tso it is\n", FINDING, "judged twice: a/b.yaml\t7\todd-rule\todd: very\n"},
        {ROW "fine\tit is\n", "", "not a row of path, line, rule, message, verdict and reason: " ROW "fine\tit is\n"},
        {ROW "right\t\n", "", "not a row of path, line, rule, message, verdict and reason: " ROW "right\t\n"},
        {"/" ROW "right\tit is\n", "",
         "not a row of path, line, rule, message, verdict and reason: /" ROW "right\tit is\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct arena arena = {0};
        str complaints = verdicts_compare(&arena, str_of(rows[i].table), str_of(rows[i].findings));
        if (!str_equal(complaints, str_of(rows[i].complaint)))
            fail_msg("row %zu: %.*s", i, STR_ARG(complaints));
        arena_free(&arena);
    }
}

/* One in fifty may be wrong, not two in a hundred and one less. */
static void test_share_of_wrong_ones(void **state) {
    (void)state;
    for (size_t count = VERDICTS_PER_WRONG_ONE - 1; count <= VERDICTS_PER_WRONG_ONE; count++) {
        struct arena arena = {0};
        str table = {"", 0}, findings = {"", 0};
        for (size_t i = 0; i < count; i++) {
            const char *verdict = i == 0 ? "wrong" : "right";
            table = arena_format(&arena, "%.*sa\t%zu\tx\todd\t%s\tso\n", STR_ARG(table), i, verdict);
            findings = arena_format(&arena, "%.*sa:%zu:1: warning: odd [x]\n", STR_ARG(findings), i);
        }
        assert_int_equal(verdicts_compare(&arena, table, findings).len == 0, count == VERDICTS_PER_WRONG_ONE);
        arena_free(&arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_planted),
        cmocka_unit_test(test_share_of_wrong_ones),
        cmocka_unit_test(test_corpus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
